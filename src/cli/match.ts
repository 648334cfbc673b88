import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { record } from '../core/door.ts'
import { sureOf } from '../understanding/matching/confidence.ts'
import { rounded } from '../understanding/matching/faq.ts'
import { learn } from '../understanding/matching/learn.ts'
import { matchIn } from '../understanding/matching/match.ts'
import { normalise } from '../understanding/text/normalise.ts'
import { auroc, percentile } from './figures.ts'

const usage = `npm run -s match -- --train FILE --test FILE

Trains the FAQ's matcher on any questions and asks it others. Both files hold one {"lang", "text", "intent"} a line;
rows with the intent "oos" (out of scope) are not learnt from. For each row of the test file one line comes out,
{"ranked": [{"intent", "p"}, ...], "ms"}, best first; the summary goes to standard error.`

interface Row {
  readonly text: string
  readonly intent: string
}

const outOfScope = 'oos'

const { values } = parseArgs({
  options: { train: { type: 'string' }, test: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
if (values.help || !values.train || !values.test) {
  console.log(usage)
  if (!values.help) process.exit(1)
} else run(values.train, values.test)

function run(trainFile: string, testFile: string): void {
  const lessons = read(trainFile)
    .filter(({ intent }) => intent !== outOfScope)
    .map(({ text, intent }) => ({ text: normalise(text), written: text, label: intent }))
  if (lessons.length === 0) stop(`${trainFile} holds no question to learn from.`)
  const asked = read(testFile)
  console.error(`learning ${lessons.length} questions...`)
  const memoryBefore = memoryInUse()
  const begun = performance.now()
  const { model, confidence } = learn(lessons)
  const trained = performance.now() - begun
  const memory = memoryInUse() - memoryBefore
  const results = asked.map((row) => {
    const from = performance.now()
    const matched = matchIn(model, normalise(row.text))
    const ranked = matched.ranked.map(({ label }, i) => ({ intent: label, p: rounded(sureOf(confidence, matched, i)) }))
    const ms = performance.now() - from
    process.stdout.write(`${JSON.stringify({ ranked, ms: rounded(ms) })}\n`)
    return { row, ranked, ms }
  })
  const inScope = results.filter(({ row }) => row.intent !== outOfScope)
  const others = results.filter(({ row }) => row.intent === outOfScope)
  const share = (most: number): string => {
    const hits = inScope.filter(({ row, ranked }) => ranked.slice(0, most).some(({ intent }) => intent === row.intent))
    return `${((100 * hits.length) / Math.max(inScope.length, 1)).toFixed(2)} %`
  }
  const times = results.map(({ ms }) => ms)
  const sure = (list: typeof results): number[] => list.map(({ ranked }) => ranked[0]?.p ?? 0)
  console.error(`top-1      ${share(1)} of ${inScope.length}`)
  console.error(`top-3      ${share(3)}`)
  if (others.length > 0)
    console.error(`AUROC      ${auroc(sure(inScope), sure(others)).toFixed(4)} (${others.length} out of scope)`)
  console.error(`thresholds answer from ${rounded(confidence.answerFrom)}, offer from ${rounded(confidence.offerFrom)}`)
  console.error(`ms         p50 ${percentile(times, 0.5).toFixed(3)}, p99 ${percentile(times, 0.99).toFixed(3)}`)
  console.error(`training   ${Math.round(trained)} ms, ${lessons.length} questions, ${model.labels.length} intents`)
  console.error(`memory     ${(memory / 2 ** 20).toFixed(1)} MB`)
}

/** What lives, not what waits to be collected: exact only with --expose-gc, which the script sets. */
function memoryInUse(): number {
  // Twice: the second round frees what the first one only found unused.
  for (let round = 0; round < 2; round++) globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function read(file: string): Row[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    stop(`${file} cannot be read. Give --train and --test files that exist.`)
  }
  return text.split('\n').flatMap((line, i): Row[] => (line.trim() === '' ? [] : [parsed(line, `${file}:${i + 1}`)]))
}

function parsed(line: string, place: string): Row {
  try {
    const row = record(JSON.parse(line))
    if (typeof row?.text === 'string' && typeof row.intent === 'string') return { text: row.text, intent: row.intent }
  } catch {
    // Said below: what is no JSON and what lacks a field need the same advice.
  }
  return stop(`${place}  not one JSON object with "text" and "intent". Correct the line, or remove it.`)
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
