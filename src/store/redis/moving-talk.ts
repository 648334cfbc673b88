import { caseOrder, type MovedCase, type MovedLine, type MovedTalk, retryOf } from '../move/rows.ts'
import { type Looked, lookInto } from '../move/state.ts'
import type { Seal } from '../seal.ts'
import { urgencyRank } from '../semantics.ts'
import type { Argument } from './client.ts'
import { bytes, list, number, numberOrNull, type Reply, rows, text } from './reply.ts'

/** A talk as `moving-out.lua` gives it. `ahead`: how far the server's clock is ahead of ours. */
export function talkOf(seal: Seal, id: string, reply: Reply, ahead: number, at: number): MovedTalk {
  const [v, k, wrapped, sealed, last, due, dueAt, sinceText, ready, tries, doubtful, quiet, lines, cases] = list(reply)
  const box = { id, version: number(v), wrapped: bytes(wrapped), sealed: bytes(sealed) }
  const looked = lookInto(seal, box)
  const { handling, touchedAt } = looked.conversation
  const since = numberOrNull(sinceText)
  const quietSince = numberOrNull(quiet)
  const readyAt = number(ready) - ahead
  const retry = retryOf({ readyAt, tries: number(tries), doubtful: number(doubtful) === 1 }, at)
  return {
    kind: 'talk',
    ...box,
    keyName: text(k),
    handling: handling.at,
    touchedAt: quietSince ?? touchedAt,
    idle: quietSince !== null,
    last: number(last),
    since,
    retry: since === null ? null : retry,
    due: text(due) === '' ? null : text(due),
    dueAt: numberOrNull(dueAt),
    lines: rows(lines, 5).map(lineOf),
    cases: rows(cases, 5).map((row) => caseOf(row, looked)),
  }
}

function lineOf([no, until, words, delivery, waits]: Reply[]): MovedLine {
  const packed = bytes(delivery)
  const end = packed.indexOf(0)
  return {
    number: number(no),
    delivery: packed.length === 0 ? null : packed.subarray(0, end < 0 ? packed.length : end).toString(),
    outcome: end < 0 ? null : packed.subarray(end + 1),
    until: numberOrNull(until),
    sealed: bytes(words),
    waits: number(waits) === 1,
  }
}

function caseOf([id, by, sealed, isOpen, order]: Reply[], looked: Looked): MovedCase {
  const box = bytes(sealed)
  const { urgency, openedAt, closedAt } = looked.caseView(text(id), box)
  return {
    id: text(id),
    open: number(isOpen) === 1,
    order: number(order),
    by: text(by) === '' ? null : text(by),
    rank: urgencyRank(urgency),
    openedAt,
    closedAt,
    sealed: box,
  }
}

/** As `moving-in.lua` takes it. */
export function talkArguments(talk: MovedTalk, ahead: number): Argument[] {
  const { retry, lines, cases } = talk
  // What is to be sent at once was so before any clock.
  const readyAt = retry && retry.readyAt > 0 ? retry.readyAt + ahead : 0
  const args: Argument[] = ['talk', talk.id, String(talk.version), talk.keyName, buffer(talk.wrapped)]
  args.push(buffer(talk.sealed), String(talk.last), talk.due ?? '', optional(talk.dueAt), optional(talk.since))
  args.push(String(readyAt), String(retry?.tries ?? 0), flag(retry?.doubtful ?? false))
  args.push(talk.idle ? String(talk.touchedAt) : '')
  args.push(String(lines.length), ...lines.flatMap(lineArguments))
  args.push(String(cases.length))
  for (const one of cases) {
    const order = caseOrder(one.open, one.rank, one.openedAt, one.closedAt)
    args.push(one.id, one.by ?? '', buffer(one.sealed), flag(one.open), String(order))
  }
  return args
}

function lineArguments({ number: no, until, sealed, delivery, outcome, waits }: MovedLine): Argument[] {
  const name = Buffer.from(delivery ?? '')
  const packed = outcome ? Buffer.concat([name, Buffer.of(0), outcome]) : name
  return [String(no), optional(until), buffer(sealed), packed, flag(waits)]
}

const buffer = (given: Uint8Array): Buffer => Buffer.from(given.buffer, given.byteOffset, given.length)
const flag = (is: boolean): string => (is ? '1' : '0')
const optional = (time: number | null): string => (time === null ? '' : String(time))
