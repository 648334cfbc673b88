import { auroc, percentile } from '../../src/cli/figures.ts'
import { dataDir, missing, questionsIn } from './data.ts'
import { benchLanguages } from './language-rivals.ts'
import { type Found, type Question, type Rival, rivals } from './rivals.ts'

const usage = `TILTS_DATA=DIR npm run bench:understanding [-- --quick]

Our understanding beside what one would use instead, on the same files in the same run: how often the right topic is
found, how well questions about something else are told apart, and how long one question takes. Data: ${dataDir}.
--quick leaves out the 10,000 questions, --speed the accuracy.`

if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const absent = missing('matching') ?? missing('language')
if (absent) {
  console.error(absent)
  process.exit(1)
}
const sets = ['tilde-lv', 'tilde-ru', 'tilde-en', 'curekart', 'sib-lv', 'sib-ru', 'sib-en', 'clinc-10'] as const
/** A slow rival answers a sample only: enough for its median, and the run ends the same day. */
const sampleMs = 20_000

if (!process.argv.includes('--speed')) await quality()
await speed(process.argv.includes('--quick') ? [100, 1000] : [100, 1000, 10_000])
await benchLanguages()

async function quality(): Promise<void> {
  console.log('\nRight topic first, % (AUROC of questions about something else)\n')
  console.log(row(['', ...rivals.map(({ name }) => name)]))
  for (const name of sets) {
    const train = questionsIn(`${name}.train`).filter(({ intent }) => intent !== 'oos')
    const test = questionsIn(`${name}.test`)
    const cells: string[] = []
    for (const rival of rivals) {
      note(`${name}: ${rival.name}`)
      cells.push(await judged(rival, train, test))
    }
    console.log(row([name, ...cells]))
  }
}

async function judged(rival: Rival, train: readonly Question[], test: readonly Question[]): Promise<string> {
  const ask = await rival.learn(train)
  const ours: number[] = []
  const strangers: number[] = []
  let right = 0
  // Evenly spread over the file: its beginning would be the first intents alone.
  const step = rival.name === 'fuse.js' ? Math.ceil(test.length / 1000) : 1
  for (const { text, intent } of test.filter((_, i) => i % step === 0)) {
    const { intents, sure } = await ask(text)
    if (intent === 'oos') strangers.push(sure)
    else {
      ours.push(sure)
      if (intents[0] === intent) right++
    }
  }
  const share = ((100 * right) / ours.length).toFixed(1)
  return strangers.length > 0 ? `${share} (${auroc(ours, strangers).toFixed(3)})` : share
}

async function speed(sizes: readonly number[]): Promise<void> {
  const files = ['clinc-10.train', 'clinc-10.dev', 'clinc-10.test', 'curekart.train', 'tilde-lv.train', 'sib-ru.train']
  const all = files.flatMap(questionsIn)
  const known = all.filter(({ intent }) => intent !== 'oos')
  const asked = ['tilde-lv', 'tilde-ru', 'tilde-en', 'curekart']
    .flatMap((name) => questionsIn(`${name}.test`))
    .filter((_, i) => i % 6 === 0)
  console.log('\nOne question, p50 ms (times ours); in brackets seconds to learn\n')
  console.log(row(['', ...rivals.map(({ name }) => name)]))
  for (const size of sizes) {
    const every = Math.max(1, Math.floor(known.length / size))
    const rows = known.filter((_, i) => i % every === 0).slice(0, size)
    let ourMs = 0
    const cells: string[] = []
    for (const rival of rivals) {
      note(`${size} questions: ${rival.name}`)
      if (size > rival.most) {
        cells.push('-')
        continue
      }
      const begun = performance.now()
      const ask = await rival.learn(rows)
      const learnt = (performance.now() - begun) / 1000
      const ms = await timed(ask, asked)
      ourMs ||= ms
      cells.push(`${ms.toFixed(3)} (x${(ms / ourMs).toFixed(ms < 10 * ourMs ? 1 : 0)}) [${learnt.toFixed(1)}]`)
    }
    console.log(row([String(size), ...cells]))
  }
}

async function timed(ask: (text: string) => Found | Promise<Found>, questions: readonly Question[]): Promise<number> {
  const begun = performance.now()
  // Two rounds: the first warms up what the second measures, when there is time for it.
  let times: number[] = []
  for (let round = 0; round < 2; round++) {
    const now: number[] = []
    for (const { text } of questions) {
      const from = performance.now()
      await ask(text)
      now.push(performance.now() - from)
      if (performance.now() - begun > sampleMs) break
    }
    if (round === 0 || now.length === questions.length) times = now
  }
  return percentile(times, 0.5)
}

function note(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${what.padEnd(60)}\r`)
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(24))).join('')
}
