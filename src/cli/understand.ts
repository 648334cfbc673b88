import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { record } from '../core/door.ts'
import { thresholds } from '../understanding/matching/faq.ts'
import { thinkingOf } from './thinking.ts'

const usage = `npm run understand -- "a question" [--hint lv]
npm run -s understand -- --jsonl < questions.jsonl

How the bot understands a text: the language, the wish, the nearest phrasing. With --jsonl one {"text": "...",
"hint": "lv"} a line goes in, and one {"languages": [...], "wish": {...}} a line comes out, in order.`

const { values, positionals } = parseArgs({
  options: { jsonl: { type: 'boolean' }, hint: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
})
const question = positionals.join(' ')
if (values.help || (!values.jsonl && question === '')) console.log(usage)
else if (values.jsonl) await lines()
else explain(question)

function explain(text: string): void {
  const { understanding } = thinkingOf(process.env)
  const { languages, wish, why, revision } = understanding.understand(text, hint(values.hint))
  console.log(`language   ${languages.map((l) => `${l.tag} ${l.p.toFixed(2)}`).join(' · ') || 'cannot know'}`)
  console.log(
    `wish       ${wish.kind} ${wish.p.toFixed(2)}${'category' in wish ? ` ${wish.category} ${wish.level}` : ''}`,
  )
  if ('topics' in wish) for (const { topic, p } of wish.topics) console.log(`           ${p.toFixed(2)} ${topic}`)
  console.log(`why        ${why}`)
  console.log(
    `thresholds answer from ${thresholds.answer}, "did you mean" from ${thresholds.unsure}; knowledge ${revision}`,
  )
}

async function lines(): Promise<void> {
  const { understanding } = thinkingOf(process.env)
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const asked = record(JSON.parse(line))
    const { languages, wish } = understanding.understand(String(asked?.text ?? ''), hint(asked?.hint))
    console.log(JSON.stringify({ languages, wish: flat(wish) }))
  }
}

/** The wish as tools read it: `topics` as ids, best first. */
function flat(wish: object): object {
  if (!('topics' in wish) || !Array.isArray(wish.topics)) return wish
  return { ...wish, topics: wish.topics.map((ranked: { topic: string }) => ranked.topic) }
}

function hint(client: unknown) {
  return { client: typeof client === 'string' ? client : null, spoken: null, chosen: false }
}
