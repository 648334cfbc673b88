import type { Files } from '../../core/ports.ts'
import { createLru } from '../lru.ts'
import type { Layout } from './layout.ts'
import { bytes, list, number, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

/** A file is written and read in pieces: whoever asks meanwhile waits for one piece at most. */
const pieceBytes = 256 * 1024

/** `maxBytes`: of all files together. Two who write at the same moment may pass it by what they write. */
export function createFileDrawer(wire: Wire, layout: Layout, maxBytes: number): Files {
  const names = layout.partitions.map(({ name }) => [name])
  const places = createLru<string, { readonly name: string; readonly pieces: number }>(1_000)

  async function held(): Promise<number> {
    const answers = await wire.runOver(scripts.file, names, ['bytes'])
    return answers.reduce<number>((sum, answer) => sum + number(answer), 0)
  }

  /** In which partition a file lies nobody knows by its id: all are asked, once. */
  async function find(id: string) {
    const known = places.get(id)
    if (known) return known
    const [found] = (await wire.runOver(scripts.file, names, ['find', id])).filter((answer) => answer !== null)
    if (found === undefined) return null
    const place = { name: text(list(found)[0]), pieces: number(list(found)[1]) }
    places.set(id, place)
    return place
  }

  return {
    async keepFile({ id, conversation, sealed, until }) {
      if ((await held()) + sealed.length > maxBytes) return false
      const { name } = layout.of(conversation)
      const pieces = Math.ceil(sealed.length / pieceBytes)
      const about = [id, conversation, until, sealed.length, pieces].map(String)
      for (let no = 0; no < pieces; no++) {
        const piece = Buffer.from(sealed.subarray(no * pieceBytes, (no + 1) * pieceBytes))
        await wire.run(scripts.file, [name], ['write', ...about, String(no), piece])
      }
      return true
    },
    async file(id) {
      const place = await find(id)
      if (!place) return null
      const pieces: Buffer[] = []
      for (let no = 0; no < place.pieces; no++) {
        const piece = await wire.run(scripts.file, [place.name], ['read', id, String(no)])
        // Erased since we found it, or in the middle of reading.
        if (piece === null) return null
        pieces.push(bytes(piece))
      }
      return Buffer.concat(pieces)
    },
  }
}
