import type { Fetched } from '../core/ports.ts'
import type { Media } from '../core/transcript.ts'
import { barePicture } from './bare.ts'
import { type Content, contentOf, headBytes, safeName } from './content.ts'

/** A file as somebody may see it. */
export interface Shown {
  readonly type: string
  readonly name: string
  readonly shown: Content['shown']
  readonly body: AsyncIterable<Uint8Array>
}

/** What a file is by its bytes, pictures bare of what they tell besides themselves. Null: it is empty. */
export async function viewOf(media: Pick<Media, 'name'>, bytes: AsyncIterable<Uint8Array>): Promise<Shown | null> {
  const pieces = bytes[Symbol.asyncIterator]()
  const begun = await firstOf(pieces, headBytes)
  if (begun.length === 0) return null
  const content = await contentOf(begun.subarray(0, headBytes), media.name ?? '')
  const name = safeName(media.name, content)
  if (content.shown !== 'picture') return { ...content, name, body: following(begun, pieces) }
  // Pictures are read whole: only then it is known what to leave out.
  const whole = await firstOf(pieces, Number.POSITIVE_INFINITY, begun)
  const bare = barePicture(whole, content.type)
  // Broken, or none at all: nothing that a page shows, but nothing lost either.
  if (!bare) return { type: 'application/octet-stream', name, shown: null, body: only(whole) }
  return { ...content, name, body: only(bare) }
}

/** The file as it is kept with us: the same view, whole. */
export async function cleaned(
  media: Pick<Media, 'name'>,
  bytes: Uint8Array,
): Promise<{ readonly view: Omit<Shown, 'body'>; readonly bytes: Uint8Array } | null> {
  const view = await viewOf(media, only(bytes))
  if (!view) return null
  const { body, ...rest } = view
  return { view: rest, bytes: await firstOf(body[Symbol.asyncIterator](), Number.POSITIVE_INFINITY) }
}

/** What a `Fetched` holds, or the bytes themselves. */
export const bodyOf = (found: Extract<Fetched, { at: 'open' }> | Uint8Array): AsyncIterable<Uint8Array> =>
  found instanceof Uint8Array ? only(found) : found.body

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* following(begun: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield begun
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  } finally {
    // Whoever stops reading ends the download too.
    await pieces.return?.()
  }
}

async function firstOf(pieces: AsyncIterator<Uint8Array>, most: number, begun?: Uint8Array): Promise<Buffer> {
  const read: Uint8Array[] = begun ? [begun] : []
  let size = begun?.length ?? 0
  while (size < most) {
    const next = await pieces.next()
    if (next.done) break
    read.push(next.value)
    size += next.value.length
  }
  return Buffer.concat(read)
}
