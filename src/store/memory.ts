import type { ConversationId, EventId, Time } from '../core/conversation.ts'
import type { Census, Files, Records, Store, Work } from '../core/ports.ts'
import { createLeases } from './leases.ts'
import { createMemoryCases } from './memory-cases.ts'
import { createMemoryFiles } from './memory-files.ts'
import { createMemoryLedger } from './memory-ledger.ts'
import { createMemoryRecords } from './memory-records.ts'
import {
  afterSettling,
  afterSweep,
  afterTurn,
  inDoubt,
  isOver,
  isWaiting,
  type Shelf,
  waiting,
} from './memory-shelf.ts'
import { defaultFilesMaxBytes, defaultLeaseMs, earliest, rememberEventsMs } from './semantics.ts'

export interface MemoryOptions {
  /** A test's clock, also for the leases: ours go on evenly when the machine's clock jumps. */
  readonly now?: () => Time
  /** How long a commit leases the outbox to its caller. */
  readonly leaseMs?: number
  /** Of all kept files together. */
  readonly filesMaxBytes?: number
}

/** The reference: what `Store` means, in plain values. Nothing here outlives the process. */
export function createMemoryStore(options: MemoryOptions = {}): Store & Records & Files & Census {
  const clock = options.now ?? Date.now
  const leaseMs = options.leaseMs ?? defaultLeaseMs
  const shelves = new Map<ConversationId, Shelf>()
  const cases = createMemoryCases()
  const seen = new Map<EventId, Time>()
  const leases = createLeases(options.now)
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
      if (turn.forget) cases.erase(id)
      if (turn.case) cases.put(turn.case)
      seen.set(turn.event, turn.at)
      shelves.set(id, after)
      ledger.write(turn)
      files.write(turn)
      endLeaseIfEmpty(id)
      const now = clock()
      if (leases.hasLapsed(id)) shelves.set(id, inDoubt(after))
      const sendsNow = turn.lines.some(isWaiting) && after.head.notBefore <= now
      return { at: 'done', version: after.version, fence: sendsNow ? leases.hold(id, leaseMs) : null }
    },

    async claimWork(now, ms, max) {
      const claimed: Work[] = []
      for (const [id, shelf] of outbox()) {
        if (claimed.length >= max || shelf.head.notBefore > now) break
        if (leases.hasLapsed(id)) shelves.set(id, inDoubt(shelf))
        const fence = leases.claim(id, ms)
        const ours = fence === null ? null : work(id, fence, now)
        if (ours) claimed.push(ours)
      }
      return claimed
    },

    async workOf(id, fence) {
      return leases.isLive(id, fence) ? work(id, fence, clock()) : null
    },

    async settle({ conversation: id, fence, line: number, outcome }) {
      const shelf = shelves.get(id)
      if (!shelf || !leases.isLive(id, fence)) return false
      shelves.set(id, afterSettling(shelf, number, outcome))
      leases.renew(id, fence)
      endLeaseIfEmpty(id)
      return true
    },

    async renew(id, fence) {
      leases.renew(id, fence)
      return leases.isLive(id, fence)
    },

    async release(id, fence) {
      leases.end(id, fence)
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
      const sending = outbox().map(([id, shelf]) => {
        const held = leases.leftOf(id)
        return held > 0 ? Math.max(shelf.head.notBefore, clock() + held) : shelf.head.notBefore
      })
      const times = [...due, ...sending]
      return times.length > 0 ? Math.min(...times) : null
    },

    async cases(filter) {
      return structuredClone(cases.find(filter))
    },

    async case(id) {
      return structuredClone(cases.get(id))
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
        if (isOver(shelf, now, retentionMs)) {
          shelves.delete(id)
          cases.erase(id)
          files.erase(id)
          leases.drop(id)
          conversations++
          continue
        }
        const kept = afterSweep(shelf, now)
        if (kept === shelf) continue
        lines += shelf.lines.length - kept.lines.length
        shelves.set(id, kept)
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
