import { statfs } from 'node:fs/promises'
import type { Config } from '../config.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Delivery, Receive, Understanding } from '../core/ports.ts'
import { opening } from '../core/rules/hours.ts'
import type { Understood } from '../core/understood.ts'
import type { SignIn } from '../staff/sign-in.ts'
import { createGauges } from '../web/gauges.ts'
import type { Log } from '../web/log.ts'
import { createMetrics, type Metrics } from '../web/metrics.ts'
import { metricsRoute } from '../web/metrics-route.ts'
import { openStreams } from '../web/stream.ts'
import type { DoorParts } from './doors.ts'
import { observedStore, type Whole, wholeOf } from './observed-store.ts'

/**
 * Figures for whoever looks after the machine, counted around the parts and not in them. Without METRICS_TOKEN every
 * part is given back as it is, and nothing is counted.
 */
export interface Observer {
  store<T extends Whole>(store: T): T
  log(log: Log): Log
  understanding(understanding: Understanding): Understanding
  receive(receive: Receive): Receive
  signIn(signIn: SignIn): SignIn
  readonly decided?: (ms: number) => void
  readonly delivered?: (channel: string, delivery: Delivery, doubtful: boolean) => void
  route(parts: DoorParts): ReturnType<typeof metricsRoute> | null
}

const channels = ['telegram', 'botframework', 'webchat', 'terminal', 'demo']
/** The same as the console shows; whoever has more waiting has other troubles than figures. */
const mostCases = 1_000

export function createObserver({ metricsToken, dataDir, filesMaxBytes }: Config, knowledge: () => Knowledge): Observer {
  if (metricsToken === null) return unobserved
  const languages = [...knowledge().languages.values()]
  const foreign = languages.filter(({ served }) => served !== 'answers').map(({ tag }) => tag)
  const metrics = createMetrics({ channels, languages: foreign, operations: wholeOf })
  return {
    store: (store) => observedStore(store, metrics),
    log: (log) => ({
      note: log.note,
      trouble(entry, error) {
        metrics.trouble(entry.event)
        if (entry.event === 'turn failed') metrics.turn('failed')
        log.trouble(entry, error)
      },
    }),
    understanding: (understanding) => observedUnderstanding(understanding, metrics, new Set(foreign)),
    receive: (receive) => (inbound) =>
      receive(inbound).then(
        () => metrics.update(inbound.channel, 'taken'),
        (error: unknown) => {
          metrics.update(inbound.channel, 'failed')
          throw error
        },
      ),
    signIn: (signIn) => observedSignIn(signIn, metrics),
    decided: metrics.decided,
    delivered: (channel, delivery, doubtful) => metrics.settled(channel, outcomeOf(delivery, doubtful)),
    route({ store, log, now, shift }) {
      const read = createGauges(metrics.registry, {
        now,
        census: () => store.census(now()),
        openCases: () => store.cases({ open: true, max: mostCases }),
        desks: [...knowledge().desks.keys()],
        isOpen: () => opening(knowledge().hours, now()).open,
        present: () => shift.roster().colleagues.filter((one) => one.present && one.desks.length > 0).length,
        streams: openStreams,
        filesMaxBytes,
        async disk() {
          const { bavail, blocks, bsize } = await statfs(dataDir)
          return { free: bavail * bsize, size: blocks * bsize }
        },
      })
      return metricsRoute(
        metrics.registry,
        metricsToken,
        read,
        (error) => log.trouble({ event: 'metrics' }, error),
        now,
      )
    },
  }
}

const unobserved: Observer = {
  store: (store) => store,
  log: (log) => log,
  understanding: (understanding) => understanding,
  receive: (receive) => receive,
  signIn: (signIn) => signIn,
  route: () => null,
}

function observedUnderstanding(
  understanding: Understanding,
  metrics: Metrics,
  foreign: ReadonlySet<string>,
): Understanding {
  return {
    understand(text, hint) {
      const began = performance.now()
      const understood = understanding.understand(text, hint)
      metrics.understood(madeOf(understood.wish.kind), performance.now() - began)
      const tag = understood.languages[0]?.tag
      if (tag !== undefined && foreign.has(tag)) metrics.foreign(tag)
      return understood
    },
  }
}

function observedSignIn(signIn: SignIn, metrics: Metrics): SignIn {
  const seen = async <T extends { readonly at: string }>(entering: Promise<T>): Promise<T> => {
    const entered = await entering
    if (entered.at === 'wrong' || entered.at === 'slow' || entered.at === 'ended') metrics.refused(entered.at)
    return entered
  }
  return {
    ...signIn,
    open: (...given) => seen(signIn.open(...given)),
    proveByCode: (...given) => seen(signIn.proveByCode(...given)),
    proveByPasskey: (...given) => seen(signIn.proveByPasskey(...given)),
  }
}

const made: Partial<Record<Understood['wish']['kind'], string>> = {
  answer: 'answered',
  unsure: 'choice',
  miss: 'miss',
  crisis: 'danger',
}
const madeOf = (kind: Understood['wish']['kind']): string => made[kind] ?? 'other'

const outcomeOf = (delivery: Delivery, doubtful: boolean): string =>
  delivery.at === 'failed' ? delivery.why : delivery.at === 'ok' && doubtful ? 'twice' : delivery.at
