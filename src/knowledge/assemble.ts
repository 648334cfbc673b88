import type {
  DangerCategory,
  Desk,
  Knowledge,
  Language,
  MenuArea,
  Next,
  Office,
  OpeningHours,
  Reply,
  Topic,
} from '../core/knowledge.ts'
import type { Localised } from '../core/language.ts'
import { dangerRules, requestsOf } from './patterns.ts'
import { type Directory, fill } from './placeholders.ts'
import { dialled } from './places.ts'
import type { SetFiles } from './set-shapes.ts'
import type { TopicFile } from './topic-shape.ts'
import { weekOf } from './week.ts'

/** Files that have passed all checks, as the one value the bot thinks with. */
export function assemble(
  parts: { set: SetFiles; topics: readonly TopicFile[]; directory: Directory; offices: readonly Office[] },
  revision: string,
): Knowledge {
  const { set, directory, offices } = parts
  const topics = new Map(parts.topics.map((file) => [file.id, topicOf(file, directory)]))
  return {
    revision,
    topics,
    menu: set['menu.yaml'].areas.map((area) => menuArea(area, topics)),
    contacts: directory.contacts ?? new Map(),
    offices,
    values: directory.values ?? new Map(),
    languages: new Map(Object.entries(set['languages.yaml']).map(([tag, file]) => [tag, languageOf(tag, file)])),
    desks: new Map(Object.entries(set['desks.yaml'].desks).map(([id, desk]) => [id, deskOf(id, desk)])),
    hours: hoursOf(set['desks.yaml'].hours, set['holidays.yaml'], directory),
    danger: {
      categories: new Map(
        Object.entries(set['crisis.yaml'].categories).map(([id, file]) => [
          id,
          dangerOf(id, file, set['crisis.yaml'].reply_in_other_languages ?? {}, directory),
        ]),
      ),
      traps: allLanguages(set['crisis.yaml'].traps),
      rules: dangerRules(set['crisis.yaml']),
      examples: {
        danger: Object.entries(set['danger-examples.yaml'].danger).flatMap(([category, messages]) =>
          allLanguages(messages).map((text) => ({ text, category })),
        ),
        everyday: allLanguages(set['danger-examples.yaml'].everyday),
      },
    },
    phrases: phrasesOf(set['phrases.yaml']),
    replies: new Map(
      Object.entries(set['replies.yaml'].replies).map(([id, reply]) => [id, replyOf(id, reply, directory)]),
    ),
    synonyms: set['synonyms.yaml'].synonyms,
  }
}

function topicOf(file: TopicFile, directory: Directory): Topic {
  const { id, status, area, audience, expires, reviewed } = file
  return {
    id,
    status,
    area,
    audience,
    title: written(file.title),
    button: written(file.button),
    questions: Object.fromEntries(Object.entries(file.questions).map(([tag, list]) => [tag, list ?? []])),
    answer: filled(written(file.answer), directory, true),
    next: (file.next ?? []).flatMap(({ topic, contact, desk }): Next[] => {
      if (topic !== undefined) return [{ topic }]
      if (contact !== undefined) return [{ contact }]
      return desk === undefined ? [] : [{ desk }]
    }),
    handoff: (file.handoff ?? []).map(({ when, to, priority }) => ({ when, to, urgent: priority === 'high' })),
    sources: file.sources.map(({ url, seen }) => ({ url, seen })),
    reviewBy: file.review_by,
    ...(expires === undefined ? {} : { expires }),
    ...(reviewed === undefined ? {} : { reviewed }),
  }
}

// Topics the menu does not name come after the named ones; drafts and pauses are not shown.
function menuArea(area: SetFiles['menu.yaml']['areas'][number], topics: ReadonlyMap<string, Topic>): MenuArea {
  const live = [...topics.values()].filter((topic) => topic.area === area.id && topic.status === 'live')
  const order = new Set([...(area.topics ?? []), ...live.map((topic) => topic.id)])
  return { id: area.id, title: area.title, topics: [...order].filter((id) => live.some((topic) => topic.id === id)) }
}

function languageOf(tag: string, file: SetFiles['languages.yaml'][string]): Language {
  const { direction, scripts, name, served, offered, cues } = file
  return {
    tag,
    ownName: file.own_name,
    direction,
    scripts,
    name,
    served,
    offered,
    cues,
    askedWith: file.asked_with,
  }
}

function dangerOf(
  id: string,
  file: SetFiles['crisis.yaml']['categories'][string],
  elsewhere: Localised,
  directory: Directory,
): DangerCategory {
  return {
    id,
    reply: filled({ ...elsewhere, ...file.reply }, directory),
    desk: file.desk,
    phrases: { A: allLanguages(file.phrases.A), B: allLanguages(file.phrases.B ?? {}) },
  }
}

function hoursOf(
  file: SetFiles['desks.yaml']['hours'],
  holidays: SetFiles['holidays.yaml'],
  directory: Directory,
): OpeningHours {
  return {
    zone: file.zone,
    week: weekOf(file.week),
    closedDays: new Set(holidays.days.map(({ day }) => day)),
    phone: dialled(fill(file.phone, directory).text),
  }
}

function phrasesOf(file: SetFiles['phrases.yaml']): Knowledge['phrases'] {
  const { human, interpreter, psychologist, language, offices, erase, specialist, greeting, thanks, plea, yes, no } =
    file
  return {
    human: allLanguages(human),
    interpreter: allLanguages(interpreter),
    psychologist: allLanguages(psychologist),
    language: allLanguages(language),
    offices: allLanguages(offices),
    erase: allLanguages(erase),
    specialist: allLanguages(specialist),
    greeting: allLanguages(greeting),
    thanks: allLanguages(thanks),
    plea: allLanguages(plea),
    yes: allLanguages(yes),
    no: allLanguages(no),
    requests: requestsOf(file),
  }
}

function allLanguages(words: Readonly<Record<string, readonly string[]>>): string[] {
  return [...new Set(Object.values(words).flat())]
}

function written(texts: Readonly<Record<string, string | null>>): Localised {
  return Object.fromEntries(Object.entries(texts).flatMap(([tag, text]) => (text?.trim() ? [[tag, text.trim()]] : [])))
}

function filled(texts: Localised, directory: Directory, isAnswer = false): Localised {
  return Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, fill(text, directory, isAnswer).text]))
}

const deskOf = (id: string, { funding, ...desk }: SetFiles['desks.yaml']['desks'][string]): Desk => ({
  id,
  ...desk,
  funding: funding ?? null,
})

const replyOf = (
  id: string,
  { title, text }: SetFiles['replies.yaml']['replies'][string],
  directory: Directory,
): Reply => ({ id, title, text: filled(text, directory) })
