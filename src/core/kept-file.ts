import type { Time } from './conversation.ts'
import type { Line, Media } from './transcript.ts'

/**
 * `kept:<id>:<key>`: a file that lies with us, sealed, because nobody else keeps it (the web chat's, and what consultants
 * send). Its key stands in this reference alone: when the line that bears it is erased, nobody can open the file.
 */
export interface KeptFile {
  readonly id: string
  /** 32 bytes, base64url. */
  readonly key: string
}

/** No file larger than this is taken or shown, in bytes: what Telegram gives to bots. */
export const mostFileBytes = 20 * 1024 * 1024

export const writeKept = ({ id, key }: KeptFile): string => `kept:${id}:${key}`

const form = /^kept:([\w-]{22}):([\w-]{43})$/

/** Null: it is a platform's reference. */
export function readKept(reference: string | null | undefined): KeptFile | null {
  const [, id, key] = form.exec(reference ?? '') ?? []
  return id && key ? { id, key } : null
}

/** Below our own address. Whoever has it can open the file: it is given to the person alone, or to what shows it to them. */
export function pathOfKept(media: Media | undefined): string | null {
  const kept = readKept(media?.file)
  if (!kept) return null
  return `/files/${kept.id}/${kept.key}/${encodeURIComponent(media?.name ?? 'file')}`
}

/** The kept files that these lines bear, and until when each line lives. */
export const keptIn = (lines: readonly Line[]): readonly { readonly id: string; readonly until: Time | null }[] =>
  lines.flatMap(({ media, until }) => {
    const kept = media && readKept(media.file)
    return kept ? [{ id: kept.id, until }] : []
  })
