import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { record } from '../core/door.ts'
import type { Hint, Understood } from '../core/understood.ts'
import { thinkingOf } from './thinking.ts'

const usage = `npm run understand -- "a question" [--hint lv] [--specialist]
npm run -s understand -- --jsonl < questions.jsonl

How the bot understands a text: the language, the wish, the nearest phrasing, the words that counted. With --jsonl one
{"text": "...", "hint": "lv"} a line goes in, and one {"languages": [...], "wish": {...}} a line comes out, in order. --specialist reads
it as of somebody who works with newcomers.`

const { values, positionals } = parseArgs({
  options: {
    jsonl: { type: 'boolean' },
    hint: { type: 'string' },
    specialist: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
})
const question = positionals.join(' ')
if (values.help || (!values.jsonl && question === '')) console.log(usage)
else if (values.jsonl) await lines()
else explain(question)

function explain(text: string): void {
  const { understanding } = thinkingOf(process.env)
  const { languages, wish, why, telling, from, revision } = understanding.understand(text, hint(values.hint))
  const say = (name: string, words: string): void => console.log(`${name.padEnd(11)}${words}`)
  say('language', languages.map((l) => `${l.tag} ${l.p.toFixed(2)}`).join(' · ') || 'cannot know')
  say('wish', `${wish.kind} ${wish.p.toFixed(2)}${'category' in wish ? ` ${wish.category} ${wish.level}` : ''}`)
  if ('topics' in wish) for (const { topic, p } of wish.topics) say('', `${p.toFixed(2)} ${topic}`)
  if ('also' in wish) say('also', (wish.also ?? []).join(', '))
  say('why', why)
  if (telling.length > 0) say('words', telling.join(', '))
  if (from) say('thresholds', `answer from ${from.answer}, "did you mean" from ${from.offer}`)
  say('knowledge', revision)
}

async function lines(): Promise<void> {
  const { understanding } = thinkingOf(process.env)
  let number = 0
  for await (const line of createInterface({ input: process.stdin })) {
    number++
    if (line.trim() === '') continue
    const asked = parsed(line, number)
    console.log(JSON.stringify(flat(understanding.understand(String(asked.text ?? ''), hint(asked.hint)))))
  }
}

function parsed(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const asked = record(JSON.parse(line))
    if (asked) return asked
  } catch {
    // Said below: what is no JSON and what is no object need the same advice.
  }
  console.error(`Line ${number} is not one JSON object like {"text": "...", "hint": "lv"}. Nothing after it was read.`)
  process.exit(1)
}

/** As tools read it: `topics` as ids, best first, and no field that is empty. */
function flat({ languages, wish }: Understood): object {
  if (!('topics' in wish)) {
    const { kind, p } = wish
    const named = Object.entries(wish).filter(([, value]) => value !== null)
    return { languages, wish: { ...Object.fromEntries(named), kind, p } }
  }
  return { languages, wish: { ...wish, topics: wish.topics.map(({ topic }) => topic) } }
}

function hint(client: unknown): Hint {
  const audience = values.specialist ? 'specialist' : 'person'
  return { client: typeof client === 'string' ? client : null, spoken: null, chosen: false, audience }
}
