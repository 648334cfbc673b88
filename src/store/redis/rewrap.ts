import type { GoOn } from '../rewrap.ts'
import type { Seal } from '../seal.ts'
import type { Layout } from './layout.ts'
import { memberPlace } from './records.ts'
import { bytes, list, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

type Anew = (field: string, box: Buffer) => Buffer

/** Last the check itself: until then no process starts without the older key. Gives how many were done anew. */
export async function rewrapAll(wire: Wire, layout: Layout, seal: Seal, goOn: GoOn): Promise<number> {
  let count = 0
  const key: Anew = (id, box) => seal.wrap(seal.unwrap(box, id), id)
  for (const { number, keys } of layout.partitions) {
    const percent = Math.floor((number / layout.partitions.length) * 100)
    for (let cursor: string | null = '0'; cursor !== null; ) {
      const piece = await exchangePiece(wire, keys, cursor, seal, key)
      cursor = piece.cursor
      count += piece.count
      if (!(await goOn({ count, percent }))) return count
    }
  }
  const member: Anew = (id, box) => seal.sealRecord(seal.openRecord(box, memberPlace(id)), memberPlace(id))
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const piece = await exchangePiece(wire, `${layout.staff}members`, cursor, seal, member)
    cursor = piece.cursor
    count += piece.count
  }
  const check: Anew = (_, box) => seal.sealRecord(seal.openRecord(box, 'check'), 'check')
  await exchangePiece(wire, layout.meta, '0', seal, check, 'master-key')
  return count
}

/** One piece of a hash. What somebody else has changed meanwhile is left: they wrapped it, or it is gone. */
async function exchangePiece(
  wire: Wire,
  hash: string,
  from: string,
  seal: Seal,
  anew: Anew,
  only?: string,
): Promise<{ readonly cursor: string | null; readonly count: number }> {
  const page = list(await wire.run(scripts.scan, [hash], [from, '500']))
  const cursor = text(page[0])
  const stale = rows(page[1] as Reply, 2)
    .map(([field, box]) => ({ field: text(field), box: bytes(box) }))
    .filter(({ field, box }) => (only === undefined || only === field) && !seal.isCurrent(box))
  const args = stale.flatMap(({ field, box }) => [field, box, anew(field, box)])
  if (args.length > 0) await wire.run(scripts.exchange, [hash], args)
  return { cursor: cursor === '0' ? null : cursor, count: stale.length }
}
