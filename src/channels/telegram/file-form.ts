import { randomUUID } from 'node:crypto'
import type { MediaKind } from '../../core/events.ts'
import type { Form, UploadMethod } from './api.ts'

/** More than this Telegram takes as a document only. */
const largestPhoto = 10 * 1024 * 1024

interface Way {
  readonly method: UploadMethod
  readonly type: string
  readonly extension: string
}

export const asDocument: Way = { method: 'sendDocument', type: 'application/octet-stream', extension: '' }

/** How a file is shown best. Its own first bytes say what it is: its name is what its sender called it. */
export function wayOf(kind: MediaKind, bytes: Uint8Array): Way {
  const begins = (signs: string, at = 0): boolean =>
    Buffer.from(bytes.subarray(at, at + signs.length)).toString('latin1') === signs
  if (kind === 'picture' && bytes.byteLength <= largestPhoto) {
    if (begins('\xff\xd8\xff')) return { method: 'sendPhoto', type: 'image/jpeg', extension: '.jpg' }
    if (begins('\x89PNG')) return { method: 'sendPhoto', type: 'image/png', extension: '.png' }
  }
  if (kind === 'voice') {
    if (begins('OggS') && begins('OpusHead', 28)) return { method: 'sendVoice', type: 'audio/ogg', extension: '.ogg' }
    if (begins('ID3') || begins('\xff\xfb')) return { method: 'sendAudio', type: 'audio/mpeg', extension: '.mp3' }
    if (begins('ftypM4A', 4)) return { method: 'sendAudio', type: 'audio/mp4', extension: '.m4a' }
  }
  return asDocument
}

/**
 * The call's body, multipart/form-data. Written by hand, for the platform's `FormData` turns every line end of a caption
 * into two signs, and copies the file twice.
 */
export function formOf(
  way: Way,
  bytes: Uint8Array,
  name: string | undefined,
  fields: Readonly<Record<string, string>>,
): Form {
  const boundary = randomUUID()
  const file = way.method.slice('send'.length).toLowerCase()
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const fileName = safeName(name, way.extension)
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${file}"; filename="${fileName}"\r\ncontent-type: ${way.type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(parts.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}

/** Longer names are cut off by telephones, in the middle of the part that counts. */
const longestName = 100
/** Whoever saves the file must get what the name says: no folders, no signs that turn the direction of writing, nothing hidden. */
export function safeName(name: string | undefined, extension: string): string {
  const visible = (name ?? '').toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
  const plain = withoutEnds(visible.replace(/[/\\:*?"<>|]/g, '_'))
  if (plain === '') return `file${extension}`
  if (plain.length <= longestName) return plain
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  return plain.slice(0, longestName - ending.length).toWellFormed() + ending
}

/** Dots and blanks at the ends hide a file, or are dropped by some systems. */
function withoutEnds(name: string): string {
  let [start, end] = [0, name.length]
  const isBare = (at: number): boolean => name[at] === '.' || name[at] === ' '
  while (start < end && isBare(start)) start++
  while (end > start && isBare(end - 1)) end--
  return name.slice(start, end)
}
