import type { Json } from '../../src/core/door.ts'
import { Refused } from './bot-methods.ts'

/** A file as it arrived with a call. */
export interface UploadedFile {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

export interface Form {
  readonly fields: Json
  readonly files: readonly UploadedFile[]
}

const bad = (description: string): Refused => new Refused(400, `Bad Request: ${description}`)

/** RFC 7578, read byte by byte and without mercy: a part that is not quite right is refused. */
export function readForm(type: string, body: Buffer): Form {
  const boundary = /^multipart\/form-data; boundary=([\w'()+,./:=?-]{1,70})$/.exec(type)?.[1]
  if (boundary === undefined) throw bad('no boundary')
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const all = Buffer.concat([Buffer.from('\r\n'), body])
  const fields: Record<string, unknown> = {}
  const files: UploadedFile[] = []
  let at = all.indexOf(delimiter)
  if (at !== 0) throw bad('something stands before the first part')
  for (;;) {
    const from = at + delimiter.length
    if (all.subarray(from, from + 2).toString() === '--') {
      if (
        all
          .subarray(from + 2)
          .toString()
          .trim() !== ''
      )
        throw bad('something stands after the last part')
      return { fields, files }
    }
    const head = all.indexOf('\r\n\r\n', from)
    at = all.indexOf(delimiter, from)
    if (head < 0 || at < 0) throw bad('a part has no end')
    const headers = all.subarray(from + 2, head).toString('utf8')
    const bytes = all.subarray(head + 4, at)
    const [, name, file] =
      /^content-disposition: form-data; name="([^"\r\n]+)"(?:; filename="([^"\r\n]*)")?/im.exec(headers) ?? []
    if (name === undefined) throw bad('a part has no name')
    if (name in fields || files.some((one) => one.field === name)) throw bad(`${name} stands there twice`)
    if (file === undefined) fields[name] = meant(name, bytes.toString('utf8'))
    else files.push({ field: name, name: file, type: /^content-type: (\S+)/im.exec(headers)?.[1] ?? '', bytes })
  }
}

/** In a form everything is text; lists and objects are JSON. */
const meant = (name: string, text: string): unknown =>
  name === 'chat_id' ? Number(text) : name === 'reply_markup' ? JSON.parse(text) : text

/** What the real API asks of a file that is sent. */
export function checkFile(method: string, { fields, files }: Form): UploadedFile {
  const field = method.slice('send'.length).toLowerCase()
  const [file] = files
  if (!file || files.length > 1 || file.field !== field) throw bad(`there is no ${field} in the request`)
  if (file.bytes.length === 0) throw bad('file must be non-empty')
  if (file.name === '' || /[/\\\p{Cc}\p{Cf}]/u.test(file.name)) throw bad('wrong file name')
  if (method === 'sendPhoto') checkPhoto(file.bytes)
  if (method === 'sendVoice' && file.bytes.toString('latin1', 0, 4) !== 'OggS') throw bad('VOICE_FILE_INVALID')
  if (file.bytes.length > 50 * 1024 * 1024) throw new Refused(413, 'Request Entity Too Large')
  const { caption } = fields
  if (caption !== undefined && (typeof caption !== 'string' || caption === '' || !caption.isWellFormed()))
    throw bad('a caption is text')
  if (typeof caption === 'string' && caption.length > 1024) throw bad('message caption is too long')
  return file
}

function checkPhoto(bytes: Buffer): void {
  const begins = bytes.toString('latin1', 0, 4)
  if (!begins.startsWith('\xff\xd8\xff') && begins !== '\x89PNG') throw bad('IMAGE_PROCESS_FAILED')
  if (bytes.length > 10 * 1024 * 1024) throw bad('file is too big')
}

/** A file that people have sent, as it lies with the platform. */
export interface KeptFile {
  /** Below the bot's files; null: the platform has it no more. */
  readonly path: string | null
  readonly bytes: Buffer
  /** What the platform says of its size, which may be wrong; null = nothing. */
  readonly told: number | null
  /** Its body breaks off after so many bytes. */
  readonly breaksAt?: number
}

/** The answer to `getFile`. */
export function fileAnswer(id: unknown, files: ReadonlyMap<string, KeptFile>): object {
  const file = typeof id === 'string' ? files.get(id) : undefined
  if (!file) throw bad('invalid file_id')
  if ((file.told ?? file.bytes.length) > 20 * 1024 * 1024) throw bad('file is too big')
  if (file.path === null) throw bad('wrong file_id or the file is temporarily unavailable')
  const size = file.told === null ? {} : { file_size: file.told }
  return { file_id: id, file_unique_id: `unique${id}`, ...size, file_path: file.path }
}

export function checkVenue({ latitude, longitude, title, address }: Json): void {
  const inside = (value: unknown, most: number): boolean => typeof value === 'number' && Math.abs(value) <= most
  if (!inside(latitude, 90) || !inside(longitude, 180)) throw bad('wrong latitude or longitude')
  for (const words of [title, address])
    if (typeof words !== 'string' || words.trim() === '') throw bad('a venue has a title and an address')
}
