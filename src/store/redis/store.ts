import type { Time } from '../../core/conversation.ts'
import type { Census, Files, Records, Store } from '../../core/ports.ts'
import { freeze } from '../freeze.ts'
import { createEventTag } from '../ids.ts'
import type { Keys } from '../keys.ts'
import { createLedgerTags } from '../ledger-tags.ts'
import type { Rewrapping } from '../rewrap.ts'
import { createSeal } from '../seal.ts'
import { defaultFilesMaxBytes, defaultLeaseMs } from '../semantics.ts'
import { createAgenda } from './agenda.ts'
import { createCensus } from './census.ts'
import type { RedisAddress } from './client.ts'
import { createClocks } from './clocks.ts'
import { createEntries } from './entries.ts'
import { createFileDrawer } from './files.ts'
import { admit, healthOf } from './health.ts'
import { createLayout } from './layout.ts'
import { type Meta, readMeta, refuseStart } from './meta.ts'
import { createOperations } from './operations.ts'
import { createOutbox } from './outbox.ts'
import { createRedisRecords } from './records.ts'
import { rewrapAll } from './rewrap.ts'
import { createRewrite } from './rewrite.ts'
import { checkMeta } from './start.ts'
import { createStrays } from './strays.ts'
import { sweep } from './sweep.ts'
import { createTurnWriter } from './turns.ts'
import { createUnanswered } from './unanswered.ts'
import { createViews } from './views.ts'
import { createWire } from './wire.ts'

export interface RedisOptions {
  readonly address: RedisAddress
  readonly keys: Keys
  /** Fixed once something is stored. */
  readonly partitions?: number
  /** Before every key. */
  readonly name?: string
  /** Servers that may lose something are refused; otherwise `warn` is told. */
  readonly refuse?: boolean
  /** A sentence for whoever runs the helpline. */
  readonly warn?: (sentence: string) => void
  /** A test's clock, for everything. */
  readonly now?: () => Time
  /** How long a commit leases the outbox to its caller. */
  readonly leaseMs?: number
  /** How many conversations are kept in memory. */
  readonly cached?: number
  /** For tests: what is remembered is frozen. */
  readonly frozen?: boolean
  /** Of all kept files together. */
  readonly filesMaxBytes?: number
  /** After so long a call is given up, in milliseconds. */
  readonly patienceMs?: number
  /** How long the first answer may take, in milliseconds. */
  readonly startMs?: number
  /** What other processes have left is found at the latest after so long. */
  readonly lookMs?: number
}

/** Redis may be reading its data. */
const usualStartMs = 10_000

export interface RedisStore extends Store, Records, Files, Census, Rewrapping {
  /** Calls to Redis so far, for measurements. */
  calls(): number
}

/** Any number of processes on one Redis. Throws a sentence when it does not answer, or the keys differ. */
export async function openRedisStore(options: RedisOptions): Promise<RedisStore> {
  const { address, keys, leaseMs = defaultLeaseMs, warn = () => undefined, cached = 5_000 } = options
  const wire = createWire({ address, patienceMs: options.patienceMs ?? 2_000 })
  const layout = createLayout(options.name ?? 'tilts', options.partitions ?? 64)
  const seal = createSeal(keys)
  let meta: Meta
  try {
    await wire.answers(options.startMs ?? usualStartMs)
    admit(await healthOf(wire), options.refuse === true, warn)
    meta = await readMeta(wire, layout.meta)
    refuseStart(meta)
    await checkMeta(wire, layout, seal, keys)
  } catch (error) {
    await wire.close()
    throw error
  }
  const clocks = createClocks(options.now)
  const entries = createEntries(wire, layout, seal, cached, options.frozen ? freeze : asItIs)
  const agenda = createAgenda(wire, layout, clocks, options.lookMs ?? 500)
  const unanswered = createUnanswered(wire, layout, leaseMs, agenda.touch)
  const operation = createOperations()
  const outbox = createOutbox({ wire, layout, entries, agenda, clocks, unanswered, operation })
  const views = createViews(wire, layout, entries)
  const rewrite = createRewrite(wire, () =>
    warn(
      'Redis could not be told to write its append-only file anew (BGREWRITEAOF): what was erased stays in it until it does so by itself.',
    ),
  )
  const writeTurn = createTurnWriter({
    operation,
    wire,
    layout,
    entries,
    clocks,
    tags: createLedgerTags(keys.idKey),
    eventTag: createEventTag(keys.idKey),
    leaseMs,
    unanswered,
    strays: createStrays(wire, layout, clocks.now, meta.straysUntil),
    erased: rewrite.keyDestroyed,
  })

  return {
    ...createRedisRecords(wire, layout, seal, keys.idKey),
    ...createFileDrawer(wire, layout, options.filesMaxBytes ?? defaultFilesMaxBytes),
    ...createCensus(wire, layout, agenda),
    async load(id) {
      const entry = await entries.load(id)
      return { conversation: entry?.conversation ?? null, version: entry?.version ?? 0 }
    },
    async commit(turn) {
      const committed = await writeTurn(turn)
      agenda.touch(turn.conversation.id)
      return committed
    },
    claimWork: outbox.claim,
    workOf: outbox.work,
    settle: outbox.settle,
    renew: outbox.renew,
    release: outbox.release,
    claimDue: agenda.due,
    nextWork: agenda.next,
    cases: views.cases,
    case: views.case,
    transcript: views.transcript,
    ledger: views.ledger,
    async sweep(now, retentionMs) {
      const swept = await sweep(wire, layout, clocks, now, retentionMs)
      agenda.touchAll()
      if (swept.conversations > 0) rewrite.keyDestroyed()
      return swept
    },
    async rewrap(goOn) {
      const count = await rewrapAll(wire, layout, seal, goOn)
      // What the older key wrapped stands in the append-only file until that is written anew.
      if (count > 0) rewrite.keyDestroyed()
      return count
    },
    calls: wire.calls,
    async close() {
      unanswered.close()
      await rewrite.close()
      await wire.close()
    },
  }
}

const asItIs = <T>(value: T): T => value
