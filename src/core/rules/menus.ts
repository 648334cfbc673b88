import type { Conversation } from '../conversation.ts'
import type { Choice, Decision } from '../effects.ts'
import type { MenuArea } from '../knowledge.ts'
import type { LanguageTag } from '../language.ts'
import { topicButton } from './answering.ts'
import { isFor } from './audience.ts'
import { button, decision, notice, type Rules, say } from './rules.ts'

/** All languages in their own scripts: the likely ones first, then ours, then the rest in the editors' order. */
export function languagePicker(c: Conversation, guesses: readonly LanguageTag[], rules: Rules): Decision {
  const { languages } = rules.knowledge
  const offered = [...languages.values()].filter((l) => l.offered || guesses.includes(l.tag))
  const first = offered
    .filter((l) => guesses.includes(l.tag))
    .sort((a, b) => guesses.indexOf(a.tag) - guesses.indexOf(b.tag))
  const rest = offered.filter((l) => !guesses.includes(l.tag))
  const choices = [...first, ...rest].map(
    (l): Choice => ({ act: { kind: 'speak', language: l.tag }, label: { text: l.ownName }, language: l.tag }),
  )
  return decision(c, notice('picker', {}, choices))
}

/** "What is it about?": the areas, a person, the offices, the language. */
export function menu(c: Conversation, rules: Rules): Decision {
  const tag = c.language?.tag ?? 'en'
  if (rules.knowledge.languages.get(tag)?.served !== 'answers') {
    const own = c.audience === 'specialist' ? forSpecialists : [button({ kind: 'interpreter' }, 'btn.interpreter')]
    return decision(c, say('ask', [...own, ...lastLine, ...otherSide(c)]))
  }
  const areas = rules.knowledge.menu
    .filter((area) => topicsOf(area, c, rules).length > 0)
    .slice(0, 8)
    .map((area): Choice => ({ act: { kind: 'area', area: area.id }, label: { text: area.title[tag] ?? area.id } }))
  const own = c.audience === 'specialist' ? forSpecialists : []
  const human = button({ kind: 'human' }, 'btn.human')
  return decision(c, say('topics', [...own, ...areas, human, ...lastLine, ...otherSide(c)]))
}

const forSpecialists: readonly Choice[] = [button({ kind: 'order' }, 'btn.order')]

/** The way over to those who work with newcomers, and back. */
const otherSide = ({ audience }: Conversation): readonly Choice[] =>
  audience === 'specialist'
    ? [button({ kind: 'specialist-off' }, 'btn.specialist.off')]
    : [button({ kind: 'specialist' }, 'btn.specialist')]

const topicsOf = (area: MenuArea, c: Conversation, { knowledge }: Rules): readonly string[] =>
  area.topics.filter((id) => {
    const topic = knowledge.topics.get(id)
    return topic?.status === 'live' && isFor(c, topic)
  })

const lastLine: readonly Choice[] = [
  button({ kind: 'offices' }, 'btn.offices'),
  button({ kind: 'language' }, 'btn.language'),
]

export function areaMenu(c: Conversation, id: string, rules: Rules): Decision {
  const tag = c.language?.tag ?? 'en'
  const area = rules.knowledge.menu.find((a) => a.id === id)
  const topics = area ? topicsOf(area, c, rules) : []
  if (!area || topics.length === 0) return menu(c, rules)
  return decision(
    c,
    say('area', [...topics.map((t) => topicButton(t, tag, rules)), button({ kind: 'menu' }, 'btn.menu')], {
      area: area.title[tag] ?? area.id,
    }),
  )
}

export function officesMenu(c: Conversation, rules: Rules): Decision {
  const tag = c.language?.tag ?? 'en'
  const cities = rules.knowledge.offices.map(
    (o): Choice => ({ act: { kind: 'office', office: o.id }, label: { text: o.city[tag] ?? o.city.en ?? o.id } }),
  )
  return decision(c, say('offices.ask', [...cities, button({ kind: 'menu' }, 'btn.menu')]))
}
