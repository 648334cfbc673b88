import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { activitiesOf } from '../channels/botframework/shape.ts'
import { keyboard } from '../channels/telegram/send.ts'
import type { Tried } from '../core/editing.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { rehearse } from '../engine/rehearse.ts'
import { withPhrase } from '../knowledge/add-phrase.ts'
import { draftTopic } from '../knowledge/draft-topic.ts'
import { told } from '../knowledge/fault.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { parsePage } from '../knowledge/parse.ts'
import { scrub } from '../understanding/text/scrub.ts'
import type { EditingDoor } from '../web/knowledge-routes.ts'
import { askedNotAnswered } from './asked.ts'
import type { DoorParts } from './doors.ts'
import { coverageOf, historyOf } from './figures-of-use.ts'

/** What editors do on their page, joined. */
export function createEditing({ config, library, store, tally, now }: DoorParts): EditingDoor {
  const fileOf = (topic: string): string | null => {
    const found = library.knowledge().topics.get(topic)
    return found ? `topics/${found.area}/${found.id}.yaml` : null
  }
  return {
    state() {
      const { refused, ...state } = library.state()
      return { ...state, refused: refused && { ...refused, faults: refused.faults.map((fault) => told(fault)) } }
    },
    tryOut(asked) {
      const { understood, lines } = rehearse(library.mind(), { ...asked, at: now() })
      const bubbles = lines.flatMap((line) => (line.delivery === null ? [] : [bubble(line, asked.channel)]))
      return { ...why(library.knowledge(), understood), revision: understood.revision, bubbles }
    },
    asked: () => askedNotAnswered(store, library.knowledge(), scrub, now()),
    coverage: (today) => coverageOf(library.knowledge(), tally.all(), today),
    history: () => historyOf(tally.all(), library.state()),
    addPhrase({ topic, language, text }) {
      const file = fileOf(topic)
      const dir = config.workingCopy ?? config.knowledgeDir
      if (file === null) return { at: 'no-topic' }
      const written = withPhrase(readFileSync(join(dir, file), 'utf8'), language, text)
      if (written === null) return { at: 'by-hand', file: `knowledge/${file}` }
      // Tried before it is written: a phrase that another topic has would stop every further edit.
      const faults = faultsWith(dir, file, written)
      if (faults.length > 0) return { at: 'refused', faults: faults.map((fault) => told(fault)) }
      if (config.workingCopy === null) return { at: 'file', file: `knowledge/${file}`, text: written }
      replace(join(dir, file), written)
      return { at: 'written', file: `knowledge/${file}` }
    },
    draft: (idea) => ({ file: `knowledge/topics/${idea.area}/${idea.id}.yaml`, text: draftTopic(idea) }),
  }
}

/** The line as this channel shows it: its messages, and the buttons under the last, row by row. */
function bubble(line: Parameters<typeof activitiesOf>[0], channel: string): Tried['bubbles'][number] {
  const { text, language, buttons } = line
  const labels = buttons.map(({ label }) => label)
  if (channel === 'webchat') return { language, texts: [text], rows: [labels] }
  if (channel === 'telegram')
    return { language, texts: [text], rows: keyboard(buttons).inline_keyboard.map((row) => row.map((b) => b.text)) }
  const to = { channel, service: '', conversation: '', bot: '', user: '', tenant: null }
  const said = activitiesOf(line, to).map((one) => ('text' in one ? String(one.text) : null))
  const texts = said.filter((words) => words !== null)
  // Choices that do not fit stand in the text already, with numbers.
  const listed = labels.length > 0 && texts.some((words) => words.includes(`1. ${labels[0]}`))
  return { language, texts, rows: listed ? [] : labels.map((label) => [label]) }
}

function why(
  { topics }: Knowledge,
  { wish, why, telling, from, languages }: ReturnType<typeof rehearse>['understood'],
) {
  const ranked = 'topics' in wish ? wish.topics : []
  return {
    wish: wish.kind,
    p: wish.p,
    languages: languages.slice(0, 3),
    topics: ranked.map(({ topic, p }) => ({ topic, p, title: topics.get(topic)?.title ?? { en: topic } })),
    from,
    why,
    telling,
  }
}

/** What the checker would say of the whole folder if this file held that. */
function faultsWith(dir: string, file: string, text: string) {
  const bytes = new TextEncoder().encode(text)
  const loaded = loadKnowledge(dir, undefined, (name, found) =>
    parsePage(name, name.endsWith(`/${file}`) ? bytes : found),
  )
  return loaded.ok ? [] : loaded.faults
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}
