import type { Attempt, Conversation, KeptQuestion, Time } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import type { LanguageTag } from '../language.ts'
import type { Understood, Wish } from '../understood.ts'
import { choose } from './choices.ts'
import { consentGiven, handOver, plainCase } from './handover.ts'
import { type Tongue, tongueOf } from './language.ts'
import { languagePicker, menu } from './menus.ts'
import { andThen, button, decision, notice, type Rules, say, waysOut } from './rules.ts'

/** The bot owns the talk and the person has written: language first, then the wish. */
export function ask(c: Conversation, text: string, u: Understood, at: Time, rules: Rules): Decision {
  const first = c.trail.length === 0 && c.language === null
  const question: KeptQuestion = { text, at, understood: u }
  const tongue = tongueOf(c, u, rules.knowledge)
  // Words that need no FAQ are the same in every language state: nobody picks a language before asking for a person.
  const plain = plainWish(u.wish)
  const asked: Conversation = { ...c, question: plain && c.question ? joined(c.question, question) : question }
  if (tongue.is === 'served') {
    const heard = speakIn(asked, tongue.tag)
    const answered = (n: Conversation): Decision => meet(n, u, tongue.tag, at, rules)
    // Before the answer, so that the answer's buttons are the last and typing their numbers means them.
    return first ? andThen(decision(heard, notice('notice')), answered) : answered(heard)
  }
  if (plain) return meet(asked, u, asked.language?.tag ?? 'en', at, rules)
  return tongue.is === 'foreign' ? foreign(asked, tongue, u, at, rules) : unknown(asked, tongue.guesses, at, rules)
}

/** "I want a person, the owner says no" goes along with the question it follows; that one is what gets answered. */
const joined = (first: KeptQuestion, more: KeptQuestion): KeptQuestion => ({
  ...first,
  text: `${first.text}\n${more.text}`.slice(0, 4000).toWellFormed(),
})

const plainWish = (w: Wish): boolean =>
  w.kind !== 'answer' && w.kind !== 'unsure' && w.kind !== 'miss' && w.kind !== 'nothing'

const speakIn = (c: Conversation, tag: LanguageTag): Conversation =>
  c.language?.chosen ? c : { ...c, language: { tag, chosen: false } }

/** What the bot does with a wish in a language it may answer in. */
export function meet(c: Conversation, u: Understood, tag: LanguageTag, at: Time, rules: Rules): Decision {
  const w = u.wish
  switch (w.kind) {
    case 'answer':
      return answer(noted(c, u, 'answered', at), w, tag, at, rules)
    case 'unsure':
      return decision({ ...noted(c, u, 'offered', at), misses: 0 }, say('maybe', suggestions(w.topics, tag, rules)))
    case 'miss':
      return miss(noted(c, u, 'missed', at), at, rules)
    case 'human':
      return handOver(c, plainCase, at, rules)
    case 'psychologist':
      return handOver(c, { ...plainCase, desk: 'psychologist' }, at, rules)
    case 'interpreter':
      return handOver(named(c, w.language), { ...plainCase, interpreter: true }, at, rules)
    case 'language':
      return w.language === null
        ? languagePicker(c, [], rules)
        : choose(c, { kind: 'speak', language: w.language }, at, rules)
    case 'office':
      return choose(c, w.office === null ? { kind: 'offices' } : { kind: 'office', office: w.office }, at, rules)
    case 'erase':
      return choose(c, { kind: 'erase' }, at, rules)
    case 'smalltalk':
      return w.what === 'thanks'
        ? decision(c, say('thanks', waysOut))
        : andThen(decision(c, say('greeting')), (n) => menu(n, rules))
    case 'yes':
    case 'no':
      return shortAnswer(c, w.kind, at, rules)
    case 'nothing':
      return menu(c, rules)
    case 'crisis':
      // Met before anything else, in decide.
      return decision(c)
  }
}

/** An interpreter "for Dari" tells in which language the person wants to be spoken to. */
const named = (c: Conversation, tag: LanguageTag | null): Conversation =>
  tag === null ? c : { ...c, language: { tag, chosen: true } }

function answer(
  c: Conversation,
  w: Extract<Wish, { kind: 'answer' }>,
  tag: LanguageTag,
  at: Time,
  rules: Rules,
): Decision {
  const calm: Conversation = { ...c, misses: 0 }
  const given = giveAnswer(calm, w.topic, tag, at, rules)
  if (!w.handoff) return given
  const desk = button({ kind: 'desk', desk: w.handoff.desk }, 'btn.human')
  return andThen(given, (n) => decision(n, say('handoff.offer', [desk, button({ kind: 'menu' }, 'btn.menu')])))
}

/** The answer with its ways on. An answer that has expired is never given: a person takes the question instead. */
export function giveAnswer(c: Conversation, id: string, tag: LanguageTag, at: Time, rules: Rules): Decision {
  const topic = rules.knowledge.topics.get(id)
  const day = new Date(at).toISOString().slice(0, 10)
  if (topic?.status !== 'live' || (topic.expires !== undefined && topic.expires < day)) {
    return andThen(decision(c, say('answer.expired')), (n) =>
      handOver(n, { ...plainCase, reason: 'handoff' }, at, rules),
    )
  }
  const on: Choice[] = []
  for (const next of topic.next.slice(0, 2)) {
    if ('topic' in next) on.push(topicButton(next.topic, tag, rules))
    else if ('contact' in next) {
      const contact = rules.knowledge.contacts.get(next.contact)
      if (contact)
        on.push({ act: { kind: 'contact', contact: next.contact }, label: { text: contact.name[tag] ?? next.contact } })
    } else on.push(button({ kind: 'desk', desk: next.desk }, `btn.desk.${next.desk}`))
  }
  const rate = [button({ kind: 'good', topic: id }, 'btn.good'), button({ kind: 'bad', topic: id }, 'btn.bad')]
  return decision(c, { do: 'answer', topic: id, language: tag, buttons: [...rate, ...on, ...waysOut] })
}

export function topicButton(id: string, tag: LanguageTag, rules: Rules): Choice {
  const topic = rules.knowledge.topics.get(id)
  return { act: { kind: 'topic', topic: id }, label: { text: topic?.button[tag] ?? topic?.button.en ?? id } }
}

function suggestions(topics: readonly { topic: string }[], tag: LanguageTag, rules: Rules): Choice[] {
  const choices = topics.slice(0, 3).map(({ topic }): Choice => {
    const title = rules.knowledge.topics.get(topic)?.title
    return { act: { kind: 'topic', topic }, label: { text: title?.[tag] ?? title?.en ?? topic } }
  })
  return [...choices, button({ kind: 'none' }, 'maybe.none')]
}

/** First: other words, or a person. Second: a person is offered. Third: people take over. Never the same sentence twice. */
export function miss(c: Conversation, at: Time, rules: Rules): Decision {
  const missed: Conversation = { ...c, misses: c.misses + 1 }
  if (missed.misses === 1) return decision(missed, say('again', waysOut))
  if (missed.misses === 2)
    return decision(
      missed,
      say('noanswer', [button({ kind: 'human' }, 'btn.human'), button({ kind: 'menu' }, 'btn.menu')]),
    )
  return handOver(missed, { ...plainCase, reason: 'missed' }, at, rules)
}

/** "Yes" and "no" answer what was last asked; with nothing asked they are no question to the FAQ either. */
function shortAnswer(c: Conversation, word: 'yes' | 'no', at: Time, rules: Rules): Decision {
  if (word === 'yes' && c.consent.at === 'asked') return consentGiven(c, at, rules)
  const acts =
    word === 'yes'
      ? ['human', 'consent-yes', 'erase-yes', 'danger:yes', 'continue']
      : ['consent-no', 'erase-no', 'danger:no', 'none', 'new']
  for (const kind of ['consent-no', 'human', 'erase-yes', 'erase-no', 'none', 'continue', 'new'] as const) {
    if (acts.includes(kind) && c.options.some((o) => o.act === kind)) return choose(c, { kind }, at, rules)
  }
  if (c.options.some((o) => o.act === 'danger:yes')) return choose(c, { kind: 'danger', answer: word }, at, rules)
  return menu(c, rules)
}

/** We have no answers in it: say so in it, offer the interpreter; written again, people take over. */
function foreign(
  c: Conversation,
  tongue: Extract<Tongue, { is: 'foreign' }>,
  u: Understood,
  at: Time,
  rules: Rules,
): Decision {
  const spoken = c.language
  const known = spoken !== null && (spoken.tag === tongue.tag || tongue.among.includes(spoken.tag))
  const offered = c.options.some((o) => o.act === 'interpreter')
  const heard: Conversation = known ? c : { ...c, language: { tag: tongue.tag, chosen: false } }
  const asked = noted(heard, u, 'other', at)
  if (known && (offered || spoken.chosen)) {
    return handOver(asked, { ...plainCase, reason: 'language', interpreter: true }, at, rules)
  }
  return decision(asked, say('rare.choose', rareChoices(tongue.tag, rules, tongue.among)))
}

/** What somebody can do whose language has no ready answers. Which of two alike languages it is only they can say. */
export function rareChoices(tag: LanguageTag, rules: Rules, among: readonly LanguageTag[] = []): Choice[] {
  const { languages } = rules.knowledge
  const served = [...languages.values()].filter((l) => l.served === 'answers' && l.tag !== tag).map((l) => l.tag)
  const speak = (l: LanguageTag): Choice => ({
    act: { kind: 'speak', language: l },
    label: { text: languages.get(l)?.ownName ?? l },
    language: l,
  })
  return [
    ...among.map(speak),
    button({ kind: 'interpreter' }, 'btn.interpreter'),
    ...served.map(speak),
    button({ kind: 'language' }, 'btn.language'),
  ]
}

/** Nobody can tell the language. Asked once with buttons; unknown twice goes to people, "language unknown". */
function unknown(c: Conversation, guesses: readonly LanguageTag[], at: Time, rules: Rules): Decision {
  const asked = c.options.some((o) => o.act.startsWith('speak:'))
  if (asked) return handOver(c, { ...plainCase, reason: 'language', interpreter: true }, at, rules)
  return languagePicker(c, guesses, rules)
}

/** Adds to the trail what the bot made of a question, without its words. */
function noted(c: Conversation, u: Understood, outcome: Attempt['outcome'], at: Time): Conversation {
  const w = u.wish
  const attempt: Attempt = {
    at,
    language: u.languages[0]?.tag ?? null,
    wish: w.kind,
    topics: 'topics' in w ? w.topics.slice(0, 3) : [],
    outcome,
    revision: u.revision,
    why: u.why,
    helpful: null,
  }
  // Met means: somebody read an answer, or titles, or that there is none. Only then is the reading of it let go.
  const question = c.question && outcome !== 'other' ? { ...c.question, understood: null } : c.question
  return { ...c, question, trail: [...c.trail, attempt].slice(-3) }
}
