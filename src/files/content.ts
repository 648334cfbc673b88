import { fileTypeFromBuffer } from 'file-type'

/** What a file is by its own bytes, whatever its sender called it. */
export interface Content {
  /** For the header; `application/octet-stream` for all that a browser is not to open by itself. */
  readonly type: string
  /** What its name ends with when somebody keeps it: never one that a computer would run. */
  readonly extension: string
  /** How the console shows it; null: to be kept and opened elsewhere. */
  readonly shown: 'picture' | 'sound' | null
}

/** So many bytes of a file's beginning tell its kind. */
export const headBytes = 4_100

const pictures: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
])

/** `video/webm` and `video/mp4`: browsers record voices into them; played as sound, nothing is seen. */
const sounds: ReadonlyMap<string, string> = new Map([
  ['audio/ogg', 'ogg'],
  ['audio/opus', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/wav', 'wav'],
  ['audio/vnd.wave', 'wav'],
  ['audio/amr', 'amr'],
  ['audio/webm', 'webm'],
  ['video/webm', 'webm'],
  ['video/mp4', 'mp4'],
])

/** Documents and films that people send. All else is kept under a name that opens with nothing. */
const harmless = ['pdf', 'txt', 'gif', 'heic', 'avif', 'tif', 'bmp', 'rtf', 'mov', 'mkv', '3gp', 'avi', 'm4v', 'flac']
const office = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub']
const oldOffice = ['doc', 'xls', 'ppt']
const unknown: Content = { type: 'application/octet-stream', extension: 'bin', shown: null }

/** `head`: its first `headBytes`. `name`: decides only among kinds that look the same from outside (a .docx is a .zip). */
export async function contentOf(head: Uint8Array, name: string): Promise<Content> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const mime = found?.mime.split(';')[0]?.trim() ?? ''
  const picture = pictures.get(mime)
  if (picture) return { type: mime, extension: picture, shown: 'picture' }
  const sound = sounds.get(mime)
  if (sound) return { type: mime, extension: sound, shown: 'sound' }
  const named = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (!found) return isPlainText(head) ? { ...unknown, extension: 'txt' } : unknown
  if (found.ext === 'zip') return { ...unknown, extension: office.includes(named) ? named : 'zip' }
  if (found.ext === 'cfb') return { ...unknown, extension: oldOffice.includes(named) ? named : 'bin' }
  return [...harmless, ...office].includes(found.ext) ? { ...unknown, extension: found.ext } : unknown
}

function isPlainText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  try {
    // The head may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** A name to keep it under: its sender's, without anything a path or a terminal would read, ending as its bytes say. */
export function safeName(name: string | undefined, { extension }: Content): string {
  const plain = (name ?? '').normalize('NFC').toWellFormed().trim()
  const stem = plain
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|.]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `${[...stem].slice(0, 80).join('').trim() || 'file'}.${extension}`
}
