import type { Time } from '../../core/conversation.ts'
import type { Census, Files, Records, Store } from '../../core/ports.ts'
import { freeze } from '../freeze.ts'
import { createEventTag } from '../ids.ts'
import { createLeases } from '../leases.ts'
import type { Rewrapping } from '../rewrap.ts'
import { createSeal } from '../seal.ts'
import { defaultFilesMaxBytes, defaultLeaseMs } from '../semantics.ts'
import { createAgenda } from './agenda.ts'
import { copyBoth, copyKeys } from './backup.ts'
import { createCensus } from './census.ts'
import { createEntries } from './entries.ts'
import { createFileDrawer, createSqliteFiles } from './files.ts'
import { createGroup } from './group.ts'
import { createLedger } from './ledger.ts'
import { createLog } from './log.ts'
import { noteCheck, noteEndedWell, takeEndedWell } from './meta.ts'
import { openDatabase } from './open.ts'
import { openRing } from './open-ring.ts'
import type { SqliteOptions } from './options.ts'
import { createOutbox } from './outbox.ts'
import { createSqliteRecords, resealStaff } from './records.ts'
import { mainSchema } from './schema.ts'
import { createSeen } from './seen.ts'
import { createSweeper } from './sweep.ts'
import { createTurnWriter } from './turns.ts'
import { createViews } from './views.ts'

export interface SqliteStore extends Store, Records, Files, Census, Rewrapping {
  /** Copies all of it into a folder while work goes on; gives the bytes. */
  backUp(dir: string, at: Time): Promise<number>
  /** The keys alone, where copies lie: whoever was erased since cannot be brought back from any of them. */
  renewKeys(dir: string): void
}

/** One file for everything, one process for the file. Throws a sentence when another one has it, or the keys differ. */
export function createSqliteStore(options: SqliteOptions): SqliteStore {
  const { dir, keys, now = Date.now, leaseMs = defaultLeaseMs, cached = 5_000, maxBytes } = options
  const remembered = options.frozen ? freeze : asItIs
  const seal = createSeal(keys)
  const db = openDatabase({ dir, file: 'helpline.db', schema: mainSchema, ...(maxBytes ? { maxBytes } : {}) })
  const ledger = createLedger(db, keys.idKey)
  const log = createLog(db)
  const ring = openRing(db, log, dir, seal, keys, ledger)
  const entries = createEntries(db, ring, cached, remembered)
  const leases = createLeases(options.now)
  const agenda = createAgenda(db, takeEndedWell(db))
  const seen = createSeen(db, now)
  const outbox = createOutbox(db, agenda, entries, leases)
  const views = createViews(db, entries)
  const files = createSqliteFiles(db)
  const census = createCensus(db, agenda)
  const eventTag = createEventTag(keys.idKey)
  const writeTurn = createTurnWriter({
    db,
    entries,
    agenda,
    seen,
    ring,
    ledger,
    files,
    leases,
    eventTag,
    now,
    leaseMs,
    remembered,
  })
  const sweepPiece = createSweeper({ db, entries, agenda, seen, ring, ledger, files, leases, outbox })
  const group = createGroup(db, {
    beforeCommit() {
      seen.write()
      ring.keep()
      options.beforeCommit?.()
    },
    afterCommit() {
      entries.keep()
      agenda.keep()
      seen.keep()
      try {
        ring.settle()
      } catch {
        // The turn is durable and must be answered so. What could not be destroyed now is destroyed with the next group,
        // or at the next start.
      }
    },
    undone() {
      entries.reread()
      agenda.reread()
    },
    failed() {
      ring.abandon()
      entries.reread()
      agenda.reread()
      seen.abandon()
    },
  })

  return {
    ...createSqliteRecords(db, group, seal, keys.idKey),
    ...createFileDrawer(db, group, options.filesMaxBytes ?? defaultFilesMaxBytes),
    async load(id) {
      const entry = entries.get(id)
      return { conversation: entry?.conversation ?? null, version: entry?.version ?? 0 }
    },
    commit: (turn) => group.enqueue(() => writeTurn(turn)),
    claimWork: async (at, ms, max) => outbox.claim(at, ms, max),
    async workOf(id, fence) {
      return leases.isLive(id, fence) ? outbox.work(id, fence, now()) : null
    },
    settle: (settlement) => group.enqueue(() => outbox.settle(settlement)),
    async renew(id, fence) {
      leases.renew(id, fence)
      return leases.isLive(id, fence)
    },
    release: async (id, fence) => leases.end(id, fence),
    claimDue: async (at, max) => agenda.due(at, max),
    async nextWork() {
      const times = [agenda.nextDue(), outbox.next(now())].filter((time) => time !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
    cases: async (filter) => views.cases(filter),
    case: async (id) => views.case(id),
    transcript: async (id, after, max) => views.transcript(id, after, max),
    ledger: async (from, to) => ledger.between(from, to),
    census: async (at) => census(at),
    async sweep(at, retentionMs) {
      const total = { lines: 0, conversations: 0 }
      for (let more = true; more; ) {
        const swept = await group.enqueue(() => sweepPiece(at, retentionMs))
        total.lines += swept.lines
        total.conversations += swept.conversations
        more = swept.more
      }
      return total
    },
    backUp: (to, at) => copyBoth({ keysDb: ring.file, from: dir, log }, to, at),
    renewKeys: (to) => void copyKeys(ring.file, to),
    async rewrap(goOn) {
      let count = 0
      for (let piece = ring.rewrapAfter(0); piece.last !== null; piece = ring.rewrapAfter(piece.last)) {
        count += piece.count
        if (!(await goOn({ count, percent: piece.percent }))) return count
      }
      const members = await group.enqueue(() => {
        const resealed = resealStaff(db, seal)
        noteCheck(db, seal)
        return () => resealed
      })
      ring.cutOff()
      return count + members
    },
    async close() {
      if (!db.isOpen) return
      group.close()
      if (leases.count() === 0) {
        outbox.noteDoubts()
        noteEndedWell(db)
      }
      ring.close()
      db.close()
    },
  }
}

const asItIs = <T>(value: T): T => value
