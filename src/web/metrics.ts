import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What labels may say: anything else is counted as `other`, so that no name, no id and no word can become a label. */
export interface Known {
  readonly channels: readonly string[]
  readonly languages: readonly string[]
  readonly operations: readonly string[]
}

/** Counts what happens, for whoever looks after the machine. Nothing here takes an id or a word of somebody. */
export interface Metrics {
  readonly registry: Registry
  update(channel: string, result: 'taken' | 'failed'): void
  turn(result: string): void
  understood(outcome: string, ms: number): void
  foreign(language: string): void
  decided(ms: number): void
  committed(ms: number): void
  settled(channel: string, outcome: string): void
  storeFailed(operation: string): void
  trouble(event: string): void
  refused(why: string): void
}

const results = ['done', 'already_seen', 'conflict', 'failed']
const outcomes = ['answered', 'choice', 'miss', 'danger', 'other']
const deliveries = ['ok', 'twice', 'shelved', 'moved', 'unconfirmed', 'retry', 'blocked', 'gone', 'refused']
/** Where something went wrong: the names that stand in the log. */
const troubles = [
  ...['turn failed', 'relay', 'sweep', 'shift', 'typing', 'call', 'metrics'],
  ...['telegram webhook', 'telegram webhook moved', 'telegram register', 'telegram poll', 'telegram profile'],
  ...['botframework login', 'botframework secret', 'botframework keys', 'botframework refused', 'botframework group'],
]

/** Few steps: each is a number more for every scrape. */
const steps = [0.0005, 0.002, 0.005, 0.02, 0.05, 0.2, 1, 5]

export function createMetrics(known: Known): Metrics {
  const registry = new Registry()
  const channels = [...known.channels, 'other']
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const updates = count('updates', 'Messages and taps that channels handed in.', {
    channel: channels,
    result: ['taken', 'failed'],
  })
  const turns = count('turns', 'Events decided and committed, or not.', { result: results })
  const understood = count('understood', 'Texts, by what was made of them.', { outcome: outcomes })
  const foreign = count('foreign', 'Texts in languages that need an interpreter.', {
    language: [...known.languages, 'other'],
  })
  const settled = count('lines_settled', 'Lines to people, by what became of each try.', {
    channel: channels,
    outcome: deliveries,
  })
  const storeErrors = count('store_errors', 'Calls to the store that failed.', { operation: known.operations })
  const troubled = count('trouble', 'Lines of trouble in the log.', { event: [...troubles.map(slug), 'other'] })
  const refused = count('sign_in_refused', 'Tries to sign in that were refused.', { why: ['wrong', 'slow', 'ended'] })
  const understanding = duration('understand', 'Reading one text.')
  const deciding = duration('decide', 'Understanding, deciding and composing one turn.')
  const committing = duration('commit', 'From handing a turn to the store until it is durable.')
  return {
    registry,
    update: (channel, result) => updates(channel, result),
    turn: (result) => turns(result),
    understood(outcome, ms) {
      understood(outcome)
      understanding(ms)
    },
    foreign: (language) => foreign(language),
    decided: deciding,
    committed: committing,
    settled: (channel, outcome) => settled(channel, outcome),
    storeFailed: (operation) => storeErrors(operation),
    trouble: (event) => troubled(slug(event)),
    refused: (why) => refused(why),
  }

  /** All series are there from the beginning, at 0: the first trouble of a kind is a rise, and not a new line. */
  function count(name: string, help: string, lists: Readonly<Record<string, readonly string[]>>) {
    const counter = new Counter({
      ...{ name: `tilts_${name}_total`, help, labelNames: Object.keys(lists) },
      registers: [registry],
    })
    const allowed = Object.values(lists)
    for (const values of combinations(allowed)) counter.labels(...values).inc(0)
    return (...values: readonly string[]): void => {
      counter.labels(...values.map((value, i) => (allowed[i]?.includes(value) ? value : 'other'))).inc()
    }
  }

  function duration(name: string, help: string): (ms: number) => void {
    const histogram = new Histogram({ name: `tilts_${name}_seconds`, help, buckets: steps, registers: [registry] })
    return (ms) => histogram.observe(ms / 1000)
  }
}

const slug = (event: string): string => event.replaceAll(' ', '_')

function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  )
}
