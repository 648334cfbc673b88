import { idKeyTag } from '../ids.ts'
import type { Keys } from '../keys.ts'
import type { KeyChecks } from '../move/move.ts'
import type { Seal } from '../seal.ts'
import type { Layout } from './layout.ts'
import { bytes, list, number, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

const shape = 1
export const redisShape = String(shape)

/** Sees to it that the data is ours before anything is written: its shape, its partitions, its two keys. */
export async function checkMeta(wire: Wire, layout: Layout, seal: Seal, { idKey }: Keys): Promise<void> {
  const check = seal.sealRecord('check', 'check')
  const ours = ['shape', redisShape, 'partitions', String(layout.partitions.length)]
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
  checkFound({ masterKey: bytes(masterKey), idKey: bytes(tag) }, seal, { idKey })
}

/** Throws a sentence when the data was made with other keys. */
export function checkFound(checks: KeyChecks, seal: Seal, { idKey }: Pick<Keys, 'idKey'>): void {
  if (!idKeyTag(idKey).equals(checks.idKey)) {
    throw new Error(
      'The stored data was made with another ID_KEY: with this one everybody would be a stranger. Start with the ID_KEY it was made with; it never changes.',
    )
  }
  seal.openRecord(checks.masterKey, 'check')
}
