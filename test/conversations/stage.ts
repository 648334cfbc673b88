import { join } from 'node:path'
import type { Channel, Store } from '../../src/core/ports.ts'
import type { Line } from '../../src/core/transcript.ts'
import { createHandle, type Handle, type Mind } from '../../src/engine/handle.ts'
import { createLanes } from '../../src/engine/lanes.ts'
import { createRelay, type Relay } from '../../src/engine/relay.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { loadLocales } from '../../src/texts/locales.ts'
import { createTexts } from '../../src/texts/texts.ts'
import { lessonsOf } from '../../src/understanding/learning/lessons.ts'
import { trainHere } from '../../src/understanding/learning/training.ts'
import { createUnderstanding } from '../../src/understanding/understanding.ts'
import { createLive } from '../../src/web/live.ts'
import { modelDir } from '../platforms/model-dir.ts'
import type { Shown, Wire } from '../wires/wire.ts'
import { roster } from './roster.ts'

const root = join(import.meta.dirname, '../..')
const loaded = loadKnowledge(join(root, 'knowledge'))
if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
const { knowledge } = loaded

const learnt = trainHere(lessonsOf(knowledge), modelDir)

/** The bot's real mind: the shipped knowledge, sentences and understanding. */
export const mind: Mind & { readonly learnt: typeof learnt } = {
  learnt,
  understanding: createUnderstanding(knowledge, learnt),
  texts: createTexts(loadLocales(join(root, 'locales'), 'person'), knowledge, () => '2026-11-23'),
  rules: { knowledge, consentVersion: '1', keptDays: 30, usualWait: null, roster },
}

/** What a person's screen shows; it outlives our process. */
export interface Screen {
  readonly lines: Line[]
  /** The same lines as the channel shows them. */
  readonly shown: Shown[]
  /** What the channel could not show. */
  readonly refused: string[]
}

/** One life of our process: engine and relay over a store and a screen that outlive it. */
export interface Life {
  readonly handle: Handle
  readonly relay: Relay
}

export interface StageParts {
  readonly store: Store
  readonly screen: Screen
  readonly wire: Wire
  readonly now: () => number
  /** Called around everything that leaves the process; may throw. */
  readonly passes?: (what: string, when: 'before' | 'after') => void
}

export function begin({ store, screen, wire, now, passes = () => {} }: StageParts): Life {
  const { name } = wire
  const channel: Channel = {
    name,
    async send({ line }, address) {
      passes('send', 'before')
      const { delivery, shown } = await wire.show(line, address)
      if (delivery.at !== 'ok' && delivery.at !== 'shelved') screen.refused.push(`${line.number} ${line.text}`)
      screen.lines.push(line)
      screen.shown.push(shown)
      passes('send', 'after')
      return delivery
    },
    run: async () => {},
  }
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live: createLive(),
    mind: () => mind,
    now,
    idOf: (_channel, person) => person,
    ready: (id, fence) => relay.ready(id, fence),
    failed: (_id, error) => {
      throw error
    },
  })
  const relay = createRelay({ store, handle, now, channels: new Map([[name, channel]]), settled: () => {} })
  return { handle, relay }
}
