import type { Act } from '../acts.ts'
import type { Conversation, ConversationId, Time } from '../conversation.ts'
import type { Choice, Decision, Effect, Params, Refusal } from '../effects.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Roster } from '../roster.ts'

/** All that a decision may depend on besides the conversation and the event. */
export interface Rules {
  readonly knowledge: Knowledge
  /** Changes with the notice of what is kept; a new one is asked for again. */
  readonly consentVersion: string
  /** How long a closed talk is kept: said in the consent question. */
  readonly keptDays: number
  /** How long people have waited lately, in minutes; null = too few talks to say (below 20), or nobody is there. */
  readonly usualWait: { readonly from: number; readonly to: number } | null
  /** The address of the one-time link to what is kept of somebody; null = nobody can reach us from outside. */
  readonly dataLink?: ((conversation: ConversationId, until: Time) => string) | null | undefined
  /** Who works here at this moment. */
  readonly roster: Roster
}

/** What follows from an event: the new state and the orders, in the order in which they happen. */
export const decision = (conversation: Conversation, ...effects: readonly Effect[]): Decision => ({
  conversation,
  effects,
})

/** Nothing happened, and the member of staff who asked is told why. */
export const refuse = (c: Conversation, refused: Refusal): Decision => ({ conversation: c, effects: [], refused })

/** The first decision, and what `next` makes of the state it leaves. (Not `then`: a module that exports one looks like a promise.) */
export function andThen(first: Decision, next: (c: Conversation) => Decision): Decision {
  const second = next(first.conversation)
  return { ...second, effects: [...first.effects, ...second.effects] }
}

export const say = (key: string, buttons: readonly Choice[] = [], params: Params = {}): Effect => ({
  do: 'say',
  key,
  params,
  buttons,
})

/** Said even while a consultant owns the talk: only what is about safety or about the state of the talk. */
export const notice = (key: string, params: Params = {}, buttons: readonly Choice[] = []): Effect => ({
  do: 'say',
  key,
  params,
  buttons,
  notice: true,
})

export const button = (act: Act, key: string, params?: Params): Choice => ({
  act,
  label: params ? { key, params } : { key },
})

/** The ways out that every message of the bot carries: a person, the menu. */
export const waysOut: readonly Choice[] = [button({ kind: 'human' }, 'btn.human'), button({ kind: 'menu' }, 'btn.menu')]
