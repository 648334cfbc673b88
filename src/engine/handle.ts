import type { Conversation, ConversationId } from '../core/conversation.ts'
import { decide } from '../core/decide.ts'
import type { Decision, Refusal } from '../core/effects.ts'
import type { ConversationEvent, PersonEvent, StaffEvent, SystemEvent } from '../core/events.ts'
import type { Committed, Inbound, Live, Store, Texts, Turn, Understanding } from '../core/ports.ts'
import type { Rules } from '../core/rules/rules.ts'
import type { Hint } from '../core/understood.ts'
import { compose } from './compose.ts'
import type { Lanes } from './lanes.ts'

/** One knowledge set with all that was made from it: a turn works with one from beginning to end. */
export interface Mind {
  readonly understanding: Understanding
  readonly texts: Texts
  readonly rules: Rules
}

export interface HandleParts {
  readonly store: Store
  readonly lanes: Lanes
  readonly live: Live
  readonly mind: () => Mind
  readonly now: () => number
  readonly idOf: (channel: string, person: string) => ConversationId
  /** Something waits to be sent; `fence` is the lease this process got with the commit. */
  readonly ready: (id: ConversationId, fence: number) => void
  /** Somebody was erased. Absent: nobody sees to the rest of them. */
  readonly erased?: () => void
  /** What the bot said goes off the person's screen. Absent: nowhere it can. */
  readonly hide?: (c: Conversation) => void
  /** A turn of the bot went wrong: noted without words, the person is handed over. */
  readonly failed: (id: ConversationId, error: unknown) => void
  /** How long hops 4 to 6 took. Absent: nobody measures. */
  readonly decided?: (ms: number) => void
}

export interface Handle {
  /** Resolves when what the person did is durable. Throws when it is not: the platform must send it again. */
  person(inbound: Inbound): Promise<void>
  staff(id: ConversationId, event: StaffEvent): Promise<Refusal | null>
  system(id: ConversationId, event: Exclude<ConversationEvent, PersonEvent | StaffEvent>): Promise<void>
  /** Somebody opens a one-time link. Null: it was good; it is not any more. */
  opened(id: ConversationId, event: Extract<SystemEvent, { type: 'dataOpened' }>): Promise<Refusal | null>
}

/** How often a lost race is run again. More than this is no race but a fault, and the caller is told. */
const rounds = 50

export function createHandle(parts: HandleParts): Handle {
  const { store, lanes } = parts
  return {
    person: (inbound) => {
      const id = parts.idOf(inbound.channel, inbound.person)
      return lanes.run(
        id,
        async () => void (await turn(id, (c, mind) => read(inbound, id, c, mind), rescue(inbound, id))),
      )
    },
    staff: (id, event) => lanes.run(id, () => turn(id, () => event)),
    system: (id, event) => lanes.run(id, async () => void (await turn(id, () => event))),
    opened: (id, event) => lanes.run(id, () => turn(id, () => event)),
  }

  /** Hops 3 to 7: load, understand, decide, render, commit; again when somebody else was faster. */
  async function turn(
    id: ConversationId,
    eventFor: (c: Conversation | null, mind: Mind) => ConversationEvent,
    rescued?: () => ConversationEvent,
  ): Promise<Refusal | null> {
    for (let round = 0; round < rounds; round++) {
      const { conversation, version } = await store.load(id)
      const mind = parts.mind()
      const began = parts.decided ? performance.now() : 0
      const decided = attempt(id, conversation, version, mind, eventFor, rescued)
      parts.decided?.(performance.now() - began)
      if (!decided || decided.refused) return decided?.refused ?? null
      const committed = await store.commit(decided.turn)
      if (committed.at === 'conflict') continue
      if (committed.at === 'done') tell(decided, committed)
      return null
    }
    throw new Error(`The conversation changed ${rounds} times while one event was decided.`)
  }

  function attempt(
    id: ConversationId,
    c: Conversation | null,
    version: number,
    mind: Mind,
    eventFor: (c: Conversation | null, mind: Mind) => ConversationEvent,
    rescued?: () => ConversationEvent,
  ): Decided | null {
    try {
      return decideOn(c, version, eventFor(c, mind), mind)
    } catch (error) {
      parts.failed(id, error)
      if (!rescued) throw error
      return decideOn(c, version, rescued(), mind)
    }
  }

  function decideOn(c: Conversation | null, version: number, event: ConversationEvent, mind: Mind): Decided | null {
    const decision = decide(c, event, mind.rules)
    if (!decision) return null
    return {
      decision,
      refused: decision.refused,
      turn: compose(decision, event.id, event.at, version, mind.texts, mind.rules.knowledge),
    }
  }

  function tell({ decision, turn }: Decided, committed: Extract<Committed, { at: 'done' }>): void {
    const { id } = turn.conversation
    if (committed.fence !== null) parts.ready(id, committed.fence)
    if (turn.forget) parts.erased?.()
    if (turn.lines.length > 0) parts.live.publish({ what: 'conversation', conversation: id })
    if (turn.case) parts.live.publish({ what: 'case', case: turn.case.id })
    for (const effect of decision.effects) {
      if (effect.do === 'hide') parts.hide?.(turn.conversation)
      if (effect.do === 'alert') {
        const { case: id, why, to } = effect
        parts.live.publish(to ? { what: 'alert', case: id, why, to } : { what: 'alert', case: id, why })
      }
    }
  }

  function rescue(inbound: Inbound, id: ConversationId): () => ConversationEvent {
    const text = inbound.what.type === 'personWrote' ? inbound.what.text : null
    return () => ({ id: inbound.event, at: inbound.at, type: 'botFailed', origin: originOf(inbound, id), text })
  }
}

interface Decided {
  readonly decision: Decision
  readonly refused: Refusal | undefined
  readonly turn: Turn
}

const originOf = (inbound: Inbound, id: ConversationId) => ({
  conversation: id,
  channel: inbound.channel,
  address: inbound.address,
  pastKeptBy: inbound.pastKeptBy,
  clientLanguage: inbound.clientLanguage,
})

/** Hop 4: the platform's event, understood with what is known of the conversation. */
function read(inbound: Inbound, id: ConversationId, c: Conversation | null, mind: Mind): PersonEvent {
  const happened = { id: inbound.event, at: inbound.at, origin: originOf(inbound, id) }
  const { what } = inbound
  const hint: Hint = {
    client: inbound.clientLanguage,
    spoken: c?.language?.tag ?? null,
    chosen: c?.language?.chosen ?? false,
    audience: c?.audience ?? 'person',
  }
  if (what.type === 'personWrote') {
    return { ...happened, ...what, understood: mind.understanding.understand(what.text, hint) }
  }
  if (what.type === 'personSent') {
    return { ...happened, ...what, understood: what.caption ? mind.understanding.understand(what.caption, hint) : null }
  }
  return { ...happened, ...what }
}
