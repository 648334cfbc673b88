import { expect } from 'vitest'
import type { Act } from '../../src/core/acts.ts'
import type { CaseId, Conversation, StaffRef } from '../../src/core/conversation.ts'
import { decide } from '../../src/core/decide.ts'
import type { Decision } from '../../src/core/effects.ts'
import type { ConversationEvent, DueName, MediaKind } from '../../src/core/events.ts'
import type { Wish } from '../../src/core/understood.ts'
import { compose } from '../../src/engine/compose.ts'
import { monday, rules, texts, understood, wishes } from './small-world.ts'

const origin = {
  conversation: 'c1',
  channel: 'telegram',
  address: '1',
  pastKeptBy: 'platform',
  clientLanguage: null,
} as const

/** A talk told in events: each step decides, renders and keeps the state, as the engine does. */
export class Talk {
  state: Conversation | null = null
  readonly origin = origin
  at = monday
  /** What the last event did. */
  last: Decision | null = null
  #count = 0

  event(event: DistributiveOmit<ConversationEvent, 'id' | 'at'>): this {
    const whole: ConversationEvent = { ...event, id: `e${this.#count++}`, at: this.at }
    this.last = decide(this.state, whole, rules)
    if (this.last && !this.last.refused)
      this.state = compose(this.last, whole.id, this.at, 1, texts, rules.knowledge).conversation
    this.at += 1000
    return this
  }
  comes(clientLanguage: string | null = null): this {
    return this.event({ type: 'personCame', origin: { ...origin, clientLanguage }, language: null })
  }
  writes(wish: Wish, language: string | null = 'en', text = 'some words', p = 0.95, words = 5): this {
    return this.event({ type: 'personWrote', origin, text, understood: understood(wish, language, p, words) })
  }
  types(text: string): this {
    return this.writes(wishes.nothing, null, text, 0, 1)
  }
  taps(act: Act): this {
    return this.event({ type: 'personChose', origin, act, label: null })
  }
  sends(media: MediaKind): this {
    return this.event({
      type: 'personSent',
      origin,
      media: { kind: media, file: 'f' },
      caption: null,
      understood: null,
    })
  }
  leaves(): this {
    return this.event({ type: 'personLeft', origin, why: 'blocked' })
  }
  fails(text: string): this {
    return this.event({ type: 'botFailed', origin, text })
  }
  claimed(by: StaffRef): this {
    return this.event({ type: 'caseClaimed', by, case: this.case })
  }
  replies(by: StaffRef, text = 'hello'): this {
    return this.event({ type: 'consultantWrote', by, case: this.case, text, through: 'as-typed' })
  }
  closed(by: StaffRef): this {
    return this.event({ type: 'caseClosed', by, case: this.case, outcome: null, tags: [] })
  }
  staff(by: StaffRef, event: DistributiveOmit<StaffPart, 'id' | 'at' | 'by' | 'case'>): this {
    return this.event({ ...event, by, case: this.case })
  }
  /** The stored due time comes, after so long. */
  passes(ms: number, name: DueName): this {
    this.at += ms
    return this.event({ type: 'timeCame', name, set: this.at })
  }
  /** A talk that waits for a person at the desk. */
  waiting(): this {
    return this.writes(wishes.address).taps({ kind: 'human' }).taps({ kind: 'consent-yes' })
  }
  get case(): CaseId {
    const h = this.state?.handling
    return h && h.at !== 'bot' ? h.case.id : 'none'
  }
  /** The keys and words said to the person by the last event. */
  get said(): string[] {
    return (this.last?.effects ?? []).flatMap((e) =>
      e.do === 'say'
        ? [e.key]
        : e.do === 'answer'
          ? [`answer ${e.topic}`]
          : e.do === 'danger'
            ? ['112']
            : e.do === 'relay'
              ? [`👤 ${e.text}`]
              : e.do === 'office' || e.do === 'contact'
                ? [e.do]
                : [],
    )
  }
  get orders(): string[] {
    return (this.last?.effects ?? []).map((e) => e.do)
  }
  get now(): Conversation {
    if (!this.state) throw new Error('Nothing has happened yet.')
    return this.state
  }
  refused(why: string): void {
    expect(this.last?.refused?.why).toBe(why)
    expect(this.last?.effects).toEqual([])
  }
}

type StaffPart = Extract<ConversationEvent, { by: StaffRef }>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

export const talk = (): Talk => new Talk()
