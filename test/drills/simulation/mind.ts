import type { Understanding } from '../../../src/core/ports.ts'
import type { Roster } from '../../../src/core/roster.ts'
import { nothingUnderstood, type Understood, type Wish } from '../../../src/core/understood.ts'
import type { Mind } from '../../../src/engine/handle.ts'
import { colleagues, type names, roster as staff } from '../../conversations/roster.ts'
import { mind as shipped } from '../../conversations/stage.ts'

const ranked = (...ids: string[]) => ids.map((topic, i) => ({ topic, p: 0.5 - i / 10 }))

/** What people write begins with one of these words: understanding it takes no time, and is known from outside. */
const wishes = {
  address: { kind: 'answer', topic: 'declared-address', topics: ranked('declared-address'), p: 0.9 },
  school: { kind: 'answer', topic: 'school', topics: ranked('school'), p: 0.9 },
  unclear: { kind: 'unsure', topics: ranked('school', 'asylum', 'personal-code'), p: 0.5 },
  gibberish: { kind: 'miss', topics: [], p: 0.1 },
  human: { kind: 'human', p: 0.9 },
  psychologist: { kind: 'psychologist', p: 0.9 },
  interpreter: { kind: 'interpreter', language: 'prs', p: 0.9 },
  erase: { kind: 'erase', p: 0.9 },
  thanks: { kind: 'smalltalk', what: 'thanks', p: 0.9 },
  yes: { kind: 'yes', p: 0.9 },
  no: { kind: 'no', p: 0.9 },
  office: { kind: 'office', office: null, p: 0.9 },
  doctor: { kind: 'specialist', topic: null, p: 0.9 },
  danger: { kind: 'crisis', category: 'domestic-violence', level: 'A', p: 0.9 },
  worry: { kind: 'crisis', category: 'immediate-danger', level: 'B', p: 0.6 },
} as const satisfies Record<string, Wish>

export type Word = keyof typeof wishes | 'breaks' | '1' | '2'
export const words: readonly Word[] = [
  ...['address', 'address', 'school', 'unclear', 'gibberish', 'gibberish', 'human', 'human', 'human'],
  ...['yes', 'yes', 'yes', 'no', 'thanks', 'office', 'danger', 'worry', 'psychologist', 'interpreter'],
  ...['erase', 'doctor', 'breaks', '1', '1', '2'],
] as Word[]

export const understanding: Understanding = {
  understand(text): Understood {
    const [word = '', language = 'en'] = text.split(' ')
    if (word === 'breaks') throw new Error('The bot fails at this.')
    const wish: Wish | undefined = Object.entries(wishes).find(([known]) => known === word)?.[1]
    return {
      ...nothingUnderstood,
      languages: [{ tag: language, p: 0.95 }],
      wish: wish ?? { kind: 'nothing', p: 1 },
      words: 5,
      revision: shipped.rules.knowledge.revision,
    }
  },
}

/** What a line does, before its words: so that whoever looks at a screen knows an answer from a notice. */
const texts: Mind['texts'] = {
  words(effect, language) {
    const said = shipped.texts.words(effect, language)
    const what = effect.do === 'say' ? effect.key : effect.do
    return { ...said, text: `[${what}] ${said.text}` }
  },
}

/** The bot's real rules, texts and knowledge, with whoever is here at this moment. */
export const mindWith = (isPresent: (member: string) => boolean): Mind => ({
  understanding,
  texts,
  rules: { ...shipped.rules, roster: rosterNow(isPresent) },
})

const rosterNow = (isPresent: (member: string) => boolean): Roster => ({
  colleagues: staff.colleagues.map((one) => ({ ...one, present: isPresent(one.ref.id) })),
})

export const interprets = (name: (typeof names)[number]): boolean =>
  colleagues[name].roles.some((role) => role === 'interpreter')
