import { idKeyTag } from '../ids.ts'
import type { Keys } from '../keys.ts'
import type { Seal } from '../seal.ts'
import type { Layout } from './layout.ts'
import { memberPlace } from './records.ts'
import { bytes, list, number, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

const shape = 1

/** Sees to it that the data is ours before anything is written: its shape, its partitions, its two keys. */
export async function checkMeta(wire: Wire, layout: Layout, seal: Seal, { idKey }: Keys): Promise<void> {
  const check = seal.sealRecord('check', 'check')
  const ours = ['shape', String(shape), 'partitions', String(layout.partitions.length)]
  const answer = await wire.run(scripts.meta, [layout.meta], [...ours, 'master-key', check, 'id-key', idKeyTag(idKey)])
  const [foundShape, partitions, masterKey, tag] = list(answer)
  if (number(foundShape) !== shape) {
    throw new Error(
      `The data in Redis has shape ${text(foundShape)}, and this program knows shape ${shape}. It was written by another version: start that one.`,
    )
  }
  if (number(partitions) !== layout.partitions.length) {
    throw new Error(
      `The data in Redis lies in ${text(partitions)} partitions, and REDIS_PARTITIONS says ${layout.partitions.length}. The number never changes: set it to ${text(partitions)}, or leave it out if it was.`,
    )
  }
  if (!idKeyTag(idKey).equals(bytes(tag))) {
    throw new Error(
      'The stored data was made with another ID_KEY: with this one everybody would be a stranger. Start with the ID_KEY it was made with; it never changes.',
    )
  }
  seal.openRecord(bytes(masterKey), 'check')
}

/**
 * Wraps and seals with the current master key whatever an older one did. Last the check itself: until then the older
 * key is needed.
 */
export async function rewrapAll(wire: Wire, layout: Layout, seal: Seal): Promise<void> {
  for (const { keys } of layout.partitions) {
    await exchangeAll(wire, keys, seal, (id, box) => seal.wrap(seal.unwrap(box, id), id))
  }
  await exchangeAll(wire, `${layout.staff}members`, seal, (id, box) =>
    seal.sealRecord(seal.openRecord(box, memberPlace(id)), memberPlace(id)),
  )
  await exchangeAll(wire, layout.meta, seal, (_, box) => seal.sealRecord(seal.openRecord(box, 'check'), 'check'), [
    'master-key',
  ])
}

async function exchangeAll(
  wire: Wire,
  hash: string,
  seal: Seal,
  anew: (field: string, box: Buffer) => Buffer,
  only?: readonly string[],
): Promise<void> {
  let cursor = '0'
  do {
    const page = list(await wire.run(scripts.scan, [hash], [cursor, '500']))
    cursor = text(page[0])
    const stale = rows(page[1] as Reply, 2)
      .map(([field, box]) => ({ field: text(field), box: bytes(box) }))
      .filter(({ field, box }) => (only === undefined || only.includes(field)) && !seal.isCurrent(box))
    const args = stale.flatMap(({ field, box }) => [field, box, anew(field, box)])
    if (args.length > 0) await wire.run(scripts.exchange, [hash], args)
  } while (cursor !== '0')
}
