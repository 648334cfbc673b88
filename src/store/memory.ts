import type { CaseView } from '../core/case-view.ts'
import type { Conversation, ConversationId, EventId, Time } from '../core/conversation.ts'
import type { DueTime } from '../core/due.ts'
import type { Census, Files, Records, Store, Turn, Work } from '../core/ports.ts'
import type { Line } from '../core/transcript.ts'
import { createLeases } from './leases.ts'
import { createMemoryFiles } from './memory-files.ts'
import { createMemoryLedger } from './memory-ledger.ts'
import { createMemoryRecords } from './memory-records.ts'
import {
  defaultFilesMaxBytes,
  defaultLeaseMs,
  earliest,
  isIdle,
  losesWords,
  rememberEventsMs,
  urgencyRank,
  waitsOnMs,
} from './semantics.ts'

export interface MemoryOptions {
  /** The clock of the leases. */
  readonly now?: () => Time
  /** How long a commit leases the outbox to its caller. */
  readonly leaseMs?: number
  /** Of all kept files together. */
  readonly filesMaxBytes?: number
}

/** One person's shelf. Replaced as a whole, never changed: that is what makes a turn all or nothing. */
interface Shelf {
  readonly conversation: Conversation
  readonly version: number
  /** Lines that still have their words, oldest first. */
  readonly lines: readonly Line[]
  readonly due: readonly DueTime[]
  /** The first waiting line: since when it waits, how often it was tried, and when it may be tried again. */
  readonly head: {
    readonly since: Time
    readonly tries: number
    readonly notBefore: Time
    readonly doubtful: boolean
  }
}

/** The reference: what `Store` means, in plain values. Nothing here outlives the process. */
export function createMemoryStore(options: MemoryOptions = {}): Store & Records & Files & Census {
  const clock = options.now ?? Date.now
  const leaseMs = options.leaseMs ?? defaultLeaseMs
  const shelves = new Map<ConversationId, Shelf>()
  const cases = new Map<string, CaseView>()
  const seen = new Map<EventId, Time>()
  const leases = createLeases()
  const ledger = createMemoryLedger()
  const files = createMemoryFiles(options.filesMaxBytes ?? defaultFilesMaxBytes)

  const work = (id: ConversationId, fence: number, now: Time): Work | null => {
    const shelf = shelves.get(id)
    const lines = shelf ? waiting(shelf) : []
    if (!shelf || lines.length === 0 || shelf.head.notBefore > now) return null
    const { channel, address } = shelf.conversation
    const { tries, doubtful } = shelf.head
    return structuredClone({ conversation: id, channel, address, lines, tries, doubtful, fence })
  }

  /** Ready to send or postponed, longest waiting first. */
  const outbox = () =>
    [...shelves]
      .filter(([, shelf]) => waiting(shelf).length > 0)
      .sort(([, a], [, b]) => a.head.notBefore - b.head.notBefore || a.head.since - b.head.since)

  const eraseCases = (id: ConversationId) => {
    for (const row of cases.values()) if (row.conversation === id) cases.delete(row.id)
  }

  return {
    ...createMemoryRecords(),
    keepFile: files.keepFile,
    file: files.file,

    async load(id) {
      const shelf = shelves.get(id)
      return structuredClone({ conversation: shelf?.conversation ?? null, version: shelf?.version ?? 0 })
    },

    async commit(given) {
      const turn = structuredClone(given)
      const id = turn.conversation.id
      const before = shelves.get(id) ?? null
      if (seen.has(turn.event)) return { at: 'alreadySeen' }
      if ((before?.version ?? 0) !== turn.version) return { at: 'conflict' }
      const after = afterTurn(before, turn)
      // From here on nothing can fail.
      if (turn.forget) eraseCases(id)
      if (turn.case) cases.set(turn.case.id, turn.case)
      seen.set(turn.event, turn.at)
      shelves.set(id, after)
      ledger.write(turn)
      files.write(turn)
      endLeaseIfEmpty(id)
      const now = clock()
      if (leases.hasLapsed(id, now)) shelves.set(id, inDoubt(after))
      const sendsNow = turn.lines.some(isWaiting) && after.head.notBefore <= now
      return { at: 'done', version: after.version, fence: sendsNow ? leases.hold(id, now, leaseMs) : null }
    },

    async claimWork(now, ms, max) {
      const claimed: Work[] = []
      for (const [id, shelf] of outbox()) {
        if (claimed.length >= max || shelf.head.notBefore > now) break
        if (leases.hasLapsed(id, now)) shelves.set(id, inDoubt(shelf))
        const fence = leases.claim(id, now, ms)
        const ours = fence === null ? null : work(id, fence, now)
        if (ours) claimed.push(ours)
      }
      return claimed
    },

    async workOf(id, fence) {
      const now = clock()
      return leases.isLive(id, fence, now) ? work(id, fence, now) : null
    },

    async settle({ conversation: id, fence, line: number, outcome }) {
      const shelf = shelves.get(id)
      if (!shelf || !leases.isLive(id, fence, clock())) return false
      const line = waiting(shelf).find((one) => one.number === number)
      if (line && outcome.at === 'later') {
        const tries = shelf.head.tries + (outcome.tried ? 1 : 0)
        const doubtful = shelf.head.doubtful || outcome.doubtful === true
        shelves.set(id, { ...shelf, head: { ...shelf.head, tries, notBefore: outcome.when, doubtful } })
      }
      if (line && outcome.at === 'settled') {
        const settled = { ...line, delivery: structuredClone(outcome.state) }
        const kept = losesWords(outcome.state, line.until) ? [] : [settled]
        const lines = shelf.lines.flatMap((one) => (one === line ? kept : [one]))
        const wasHead = waiting(shelf)[0] === line
        shelves.set(id, { ...shelf, lines, head: wasHead ? freshHead(shelf.head.since) : shelf.head })
      }
      leases.renew(id, fence, clock())
      endLeaseIfEmpty(id)
      return true
    },

    async renew(id, fence) {
      leases.renew(id, fence, clock())
      return leases.isLive(id, fence, clock())
    },

    async release(id, fence) {
      leases.end(id, fence, clock())
    },

    async claimDue(now, max) {
      return [...shelves]
        .flatMap(([conversation, shelf]) => shelf.due.map((due) => ({ ...due, conversation })))
        .filter((due) => due.at <= now)
        .sort((a, b) => a.at - b.at)
        .slice(0, max)
    },

    async nextWork() {
      const due = [...shelves.values()].flatMap((shelf) => shelf.due.map((one) => one.at))
      const sending = outbox().map(([id, shelf]) => Math.max(shelf.head.notBefore, leases.endOf(id, clock()) ?? 0))
      const times = [...due, ...sending]
      return times.length > 0 ? Math.min(...times) : null
    },

    async cases({ open, consultant, max }) {
      const rows = [...cases.values()].filter((row) => consultant === undefined || row.by?.id === consultant)
      const waitingRows = rows.filter((row) => row.state !== 'closed').sort(byUrgency)
      const closedRows = rows.filter((row) => row.state === 'closed').sort(newestFirst)
      const wanted = [...(open === false ? [] : waitingRows), ...(open === true ? [] : closedRows)]
      return structuredClone(wanted.slice(0, max))
    },

    async case(id) {
      return structuredClone(cases.get(id) ?? null)
    },

    async transcript(id, after, max) {
      const lines = shelves.get(id)?.lines ?? []
      return structuredClone(lines.filter((line) => line.number > after).slice(0, max))
    },

    async ledger(from, to) {
      return structuredClone(ledger.between(from, to))
    },

    async sweep(now, retentionMs) {
      ledger.sweep(now)
      files.sweep(now)
      let lines = 0
      let conversations = 0
      for (const [id, shelf] of shelves) {
        const { handling, touchedAt } = shelf.conversation
        const inVain = waiting(shelf).length === 0 || shelf.head.since <= now - waitsOnMs
        if (isIdle(handling.at) && touchedAt <= now - retentionMs && inVain) {
          shelves.delete(id)
          eraseCases(id)
          files.erase(id)
          leases.drop(id)
          conversations++
          continue
        }
        const kept = shelf.lines.filter(
          (line) => line.until === null || line.until > (isWaiting(line) ? now - waitsOnMs : now),
        )
        if (kept.length === shelf.lines.length) continue
        lines += shelf.lines.length - kept.length
        const headGone = waiting(shelf)[0]?.number !== kept.find(isWaiting)?.number
        shelves.set(id, { ...shelf, lines: kept, head: headGone ? freshHead(shelf.head.since) : shelf.head })
        endLeaseIfEmpty(id)
      }
      for (const [event, at] of seen) if (at <= now - rememberEventsMs) seen.delete(event)
      return { lines, conversations }
    },

    async census(now) {
      const boxes = outbox().map(([, shelf]) => shelf)
      const late = [...shelves.values()].flatMap(({ due }) => due.map(({ at }) => at)).filter((at) => at <= now)
      return {
        outbox: {
          lines: boxes.reduce((sum, shelf) => sum + waiting(shelf).length, 0),
          since: earliest(boxes.map(({ head }) => head.since)),
        },
        late: { count: late.length, since: earliest(late) },
        files: files.held(),
      }
    },

    async close() {},
  }

  function endLeaseIfEmpty(id: ConversationId): void {
    const shelf = shelves.get(id)
    if (!shelf || waiting(shelf).length === 0) leases.drop(id)
  }
}

const isWaiting = (line: Line): boolean => line.delivery?.at === 'waiting'
const waiting = (shelf: Shelf): readonly Line[] => shelf.lines.filter(isWaiting)
const inDoubt = (shelf: Shelf): Shelf => ({ ...shelf, head: { ...shelf.head, doubtful: true } })
const freshHead = (since: Time) => ({ since, tries: 0, notBefore: 0, doubtful: false })
const byUrgency = (a: CaseView, b: CaseView) =>
  urgencyRank(a.urgency) - urgencyRank(b.urgency) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)
const newestFirst = (a: CaseView, b: CaseView) => (b.closedAt ?? 0) - (a.closedAt ?? 0) || (a.id < b.id ? -1 : 1)

/** What a turn makes of the shelf. Throws before anything is changed. */
function afterTurn(before: Shelf | null, turn: Turn): Shelf {
  let last = before?.conversation.lines ?? 0
  for (const line of turn.lines) {
    if (line.number <= last)
      throw new Error(`Line ${line.number} of ${turn.conversation.id} exists: lines are only appended.`)
    last = line.number
  }
  const past = turn.forget ? [] : (before?.lines ?? [])
  const kept = turn.keep ? past.map((line) => ({ ...line, until: null })) : past
  const stillWaits = before !== null && kept.some(isWaiting)
  return {
    conversation: turn.conversation,
    version: turn.version + 1,
    lines: [...kept, ...turn.lines],
    due: turn.due,
    head: stillWaits ? before.head : freshHead(turn.at),
  }
}
