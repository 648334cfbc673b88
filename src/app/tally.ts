import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Time } from '../core/conversation.ts'
import { record } from '../core/door.ts'
import type { Understanding } from '../core/ports.ts'
import type { Understood } from '../core/understood.ts'

/** How questions were met under one revision of the knowledge. Counts alone: no words, nobody. */
export interface Tally {
  readonly revision: string
  readonly since: Time
  /** By language: how many questions were answered, offered a choice, missed. */
  readonly byLanguage: Record<string, Counted>
  /** By topic: how often it was given, and how often it was the best of an offered choice. */
  readonly byTopic: Record<string, { given: number; offered: number }>
  /** `a|b`: offered side by side, neither sure. */
  readonly confused: Record<string, number>
}

interface Counted {
  answered: number
  offered: number
  missed: number
}

/** So many revisions stay: a year of an editor's evenings. */
export const mostRevisions = 100

/** Keeps count of what understanding makes of questions, by revision; in a file, so that a restart forgets nothing. */
export function createTally(file: string, now: () => Time) {
  const tallies: Tally[] = read(file)
  let changed = false

  return { all: (): readonly Tally[] => tallies, counted, save }

  /** The same understanding, counted. */
  function counted(understanding: Understanding): Understanding {
    return {
      understand(text, hint) {
        const understood = understanding.understand(text, hint)
        count(understood)
        return understood
      },
    }
  }

  function count({ wish, revision, languages }: Understood): void {
    if (wish.kind !== 'answer' && wish.kind !== 'unsure' && wish.kind !== 'miss') return
    const tally = current(revision)
    const tag = languages[0]?.tag ?? '?'
    tally.byLanguage[tag] ??= { answered: 0, offered: 0, missed: 0 }
    tally.byLanguage[tag][wish.kind === 'answer' ? 'answered' : wish.kind === 'unsure' ? 'offered' : 'missed']++
    changed = true
    const [best, second] = wish.topics
    if (wish.kind === 'miss' || !best) return
    tally.byTopic[best.topic] ??= { given: 0, offered: 0 }
    const topic = tally.byTopic[best.topic]
    if (topic) topic[wish.kind === 'answer' ? 'given' : 'offered']++
    if (wish.kind === 'answer' || !second) return
    const pair = [best.topic, second.topic].sort().join('|')
    tally.confused[pair] = (tally.confused[pair] ?? 0) + 1
  }

  function current(revision: string): Tally {
    const last = tallies.at(-1)
    if (last?.revision === revision) return last
    const begun = { revision, since: now(), byLanguage: {}, byTopic: {}, confused: {} }
    tallies.push(begun)
    tallies.splice(0, tallies.length - mostRevisions)
    return begun
  }

  /** A folder that cannot be written costs the counts since the last time, and nothing else. */
  function save(): void {
    if (!changed) return
    changed = false
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, JSON.stringify(tallies))
      renameSync(`${file}.new`, file)
    } catch {
      changed = true
    }
  }
}

function read(file: string): Tally[] {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(found) ? found.filter(isTally) : []
  } catch {
    // None yet, or cut short by a full disk: counting begins anew.
    return []
  }
}

const isTally = (value: unknown): value is Tally => {
  const tally = record(value)
  return typeof tally?.revision === 'string' && Boolean(record(tally.byLanguage) && record(tally.byTopic))
}
