import type { KeyObject } from 'node:crypto'
import type { ConversationId } from '../../core/conversation.ts'
import type { DeliveryState, Line } from '../../core/transcript.ts'
import { columnOf, openLine, sealOutcome } from '../rows.ts'
import { bytes, number, numberOrNull, type Reply } from './reply.ts'

/** What became of a line: the state in the clear, then, behind a zero byte, the sealed receipt or reason. */
export function packDelivery(key: KeyObject, id: ConversationId, line: number, state: DeliveryState): Buffer {
  const outcome = sealOutcome(key, id, line, state)
  const name = Buffer.from(columnOf(state))
  return outcome ? Buffer.concat([name, Buffer.of(0), outcome]) : name
}

/** A line as a script gives it. `delivery`: empty for one that is not for the person. */
export function unpackLine(
  key: KeyObject,
  id: ConversationId,
  [no, until, words, delivery]: readonly (Reply | undefined)[],
): Line {
  const packed = bytes(delivery)
  const end = packed.indexOf(0)
  return openLine(key, id, {
    number: number(no),
    delivery: packed.length === 0 ? null : packed.subarray(0, end < 0 ? packed.length : end).toString(),
    outcome: end < 0 ? null : packed.subarray(end + 1),
    until: numberOrNull(until),
    sealed: bytes(words),
  })
}
