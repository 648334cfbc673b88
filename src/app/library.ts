import { setTimeout } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Time } from '../core/conversation.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Mind } from '../engine/handle.ts'
import type { Fault } from '../knowledge/fault.ts'
import type { Loaded } from '../knowledge/load.ts'
import { signatureOf } from '../knowledge/signature.ts'
import type { Locales } from '../texts/locales.ts'
import type { Learnt } from '../understanding/learning/learn-all.ts'
import { prepareUnderstanding, trainUnderstanding } from '../understanding/understanding.ts'
import { knowledgeOrThrow, mindOf } from './mind.ts'
import { openStudy, type Study } from './study.ts'

/** The knowledge that answers now, and how an edit of its files takes its place. */
export interface Library {
  knowledge(): Knowledge
  mind(): Mind
  state(): LibraryState
  /** Looks for edits until `signal`. */
  run(signal: AbortSignal): Promise<void>
}

export interface LibraryState {
  readonly revision: string
  /** Since when it answers. */
  readonly since: Time
  /** Why the files as they lie there now are not used; null: they are, or soon will be. */
  readonly refused: { readonly faults: readonly Fault[]; readonly at: Time } | null
}

export interface LibraryParts {
  readonly config: Pick<Config, 'knowledgeDir' | 'modelDir'>
  readonly person: Locales
  readonly now: () => Time
  /** Told after each change of the state. */
  readonly changed: (state: LibraryState) => void
  readonly failed: (error: unknown) => void
}

const lookEveryMs = 200
/** Whoever writes several files, or a large one, has finished when nothing has changed for so long. */
const stillMs = 80

/** Reads and learns what lies in the folder; throws with every fault: nothing starts on half a knowledge. */
export async function openLibrary(parts: LibraryParts): Promise<Library> {
  const { now, failed } = parts
  const { knowledgeDir: dir, modelDir } = parts.config
  let read = signatureOf(dir)
  const first = knowledgeOrThrow(parts.config)
  let { learnt, understanding } = await trainUnderstanding(first, modelDir)
  let mind = mindOf(parts, first, understanding)
  let state: LibraryState = { revision: first.revision, since: now(), refused: null }
  /** What was made of the newest knowledge before anything was learnt from it. */
  let prepared: { readonly of: Knowledge; readonly withLearnt: ReturnType<typeof prepareUnderstanding> } | null = null
  /** The thread that still learns what answers already. */
  let learning: Study | null = null

  return { knowledge: () => mind.rules.knowledge, mind: () => mind, state: () => state, run }

  async function run(signal: AbortSignal): Promise<void> {
    const rest = (ms: number): Promise<unknown> => setTimeout(ms, undefined, { signal }).catch(() => undefined)
    while (!signal.aborted) {
      await rest(lookEveryMs)
      if (signatureOf(dir) === read || signal.aborted) continue
      // The thread gets ready while whoever writes finishes.
      const study: Study = openStudy({ dir, modelDir, loaded: (found) => take(study, found), learnt: use, failed })
      const found = await still(rest, signal)
      if (found === null) study.end()
      else {
        read = found
        study.begin(learnt)
      }
    }
    learning?.end()
  }

  async function still(rest: (ms: number) => Promise<unknown>, signal: AbortSignal): Promise<string | null> {
    for (let seen = signatureOf(dir); !signal.aborted; ) {
      await rest(stillMs)
      const found = signatureOf(dir)
      if (found !== null && found === seen) return found
      seen = found
    }
    return null
  }

  function take(study: Study, found: Loaded): void {
    // Changed while it was being read: perhaps half of one set and half of the next. The next look begins anew.
    if (signatureOf(dir) !== read) study.end()
    else if (!found.ok) tell({ ...state, refused: { faults: found.faults, at: now() } })
    else {
      // Learning for an edit that this one has overtaken is not waited for.
      learning?.end()
      learning = study
      // While the thread learns.
      prepared = { of: found.knowledge, withLearnt: prepareUnderstanding(found.knowledge) }
    }
  }

  /** One knowledge with everything made from it, in one step: a turn has the old one or the new one. */
  function use(next: Knowledge, known: Learnt): void {
    const isNew = next.revision !== state.revision
    const { withLearnt } = prepared?.of === next ? prepared : { withLearnt: prepareUnderstanding(next) }
    learnt = known
    mind = mindOf(parts, next, withLearnt(known))
    if (isNew || state.refused) tell({ revision: next.revision, since: isNew ? now() : state.since, refused: null })
  }

  function tell(next: LibraryState): void {
    state = next
    parts.changed(state)
  }
}
