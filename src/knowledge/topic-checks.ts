import { bareFacts, lengthProblems } from './answer-checks.ts'
import type { Fault } from './fault.ts'
import { hasCyrillic, hasLatvianLetter } from './letters.ts'
import { faultAt, type Page, type Path, spell } from './page.ts'
import { contactPlaceholders, type Directory, fill, withoutPlaceholders } from './placeholders.ts'
import { required } from './shape.ts'
import type { TopicFile } from './topic-shape.ts'
import { type Message, say } from './words.ts'

const enoughQuestions = 6
const goodQuestions = 8
const buttonLength = 24

/** What a topic must hold beyond its shape, so that it can be shown in all three languages. */
export function checkTopic(page: Page, topic: TopicFile, directory: Directory): { faults: Fault[]; warnings: Fault[] } {
  const faults: Fault[] = []
  const warnings: Fault[] = []
  const error = (path: Path, message: Message, inside?: string) => faults.push(faultAt(page, path, message, inside))
  const warn = (path: Path, message: Message, inside?: string) => warnings.push(faultAt(page, path, message, inside))

  checkComplete(topic, error)
  checkQuestions(topic, error, warn)
  for (const [tag, button] of Object.entries(topic.button)) {
    const length = [...(button ?? '')].length
    if (length > buttonLength)
      error(['button', tag], say('topic.button', { where: `button.${tag}`, count: length, most: buttonLength }))
  }
  for (const [tag, answer] of Object.entries(topic.answer)) {
    if (!answer?.trim()) continue
    const path = ['answer', tag]
    const { text, problems } = fill(answer.trim(), directory, true)
    for (const { message, placeholder } of problems) error(path, message, placeholder)
    for (const { message, inside, isWarning } of [
      ...bareFacts(answer),
      ...lengthProblems(spell(path), withoutPlaceholders(text)),
    ])
      (isWarning ? warn : error)(path, message, inside)
  }
  checkScripts(topic, error, warn)
  checkSameContacts(topic, warn)
  return { faults, warnings }
}

type Report = (path: Path, message: Message, inside?: string) => void

function checkComplete(topic: TopicFile, error: Report): void {
  for (const tag of required) {
    const questions = topic.questions[tag]?.length ?? 0
    // A draft may grow language by language, but nobody may be led by a question to an empty answer.
    if (topic.status !== 'live' && questions === 0) continue
    for (const part of ['title', 'button', 'answer'] as const) {
      if (topic[part][tag]?.trim()) continue
      const but = questions > 0 ? say('topic.empty-but', { tag, count: questions }) : ''
      const advice = say(topic.status === 'live' ? 'topic.write-or-draft' : 'topic.write-or-remove')
      error([part, tag], say('topic.empty', { where: `${part}.${tag}`, but, advice }))
    }
  }
}

function checkQuestions(topic: TopicFile, error: Report, warn: Report): void {
  if (topic.status !== 'live') return
  for (const tag of required) {
    const count = topic.questions[tag]?.length ?? 0
    const has = { tag, count, language: say(`language.${tag}`) }
    if (count < enoughQuestions) error(['questions', tag], say('topic.few', { ...has, enough: enoughQuestions }))
    else if (count < goodQuestions) warn(['questions', tag], say('topic.more', { ...has, good: goodQuestions }))
  }
}

function checkScripts(topic: TopicFile, error: Report, warn: Report): void {
  const noCyrillic = (path: Path, text: string | null | undefined) => {
    // "PMLP?" or "CV" is asked in the same letters in every language.
    const isWords = text !== null && text !== undefined && /\p{Ll}{2}/u.test(text.replace(/\{\{[^{}]*\}\}/g, ''))
    if (isWords && !hasCyrillic(text)) error(path, say('topic.no-cyrillic', { where: spell(path) }))
  }
  for (const part of ['title', 'button', 'answer'] as const) noCyrillic([part, 'ru'], topic[part].ru)
  topic.questions.ru?.forEach((question, index) => {
    noCyrillic(['questions', 'ru', index], question)
  })
  const latvian = { answer: topic.answer.lv ?? '', questions: topic.questions.lv?.join(' ') ?? '' }
  for (const [part, text] of Object.entries(latvian))
    if (text.trim() !== '' && !hasLatvianLetter(text))
      warn([part, 'lv'], say('topic.no-latvian', { where: `${part}.lv` }))
}

function checkSameContacts(topic: TopicFile, warn: Report): void {
  const all = new Map(Object.entries(topic.answer).map(([tag, text]) => [tag, contactPlaceholders(text ?? '')]))
  const everywhere = new Set([...all.values()].flatMap((found) => [...found]))
  for (const [tag, found] of all) {
    const missing = [...everywhere].filter((placeholder) => !found.has(placeholder))
    if (missing.length > 0 && topic.answer[tag]?.trim())
      warn(
        ['answer', tag],
        say('topic.lacks', { where: `answer.${tag}`, placeholders: `\`{{${missing.join('}}`, `{{')}}}\`` }),
      )
  }
}
