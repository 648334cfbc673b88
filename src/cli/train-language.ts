import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readTable, tableFile } from '../understanding/language/table.ts'
import { CorpusError, chatRows, readRows } from '../understanding/language/training/corpus.ts'
import { measure } from '../understanding/language/training/measure.ts'
import { withoutOverlap } from '../understanding/language/training/overlap.ts'
import { packTable } from '../understanding/language/training/pack.ts'
import { provenance } from '../understanding/language/training/provenance.ts'
import { train } from '../understanding/language/training/train.ts'

const usage = `npm run train:language -- CORPUS_DIR [--seed 1] [--draws 200000] [--out FILE]

Learns to tell languages apart, and writes the table the bot reads and its provenance beside it. Takes some minutes.
CORPUS_DIR holds train.jsonl.gz with lines {"lang": "lv", "text": "...", "source": "..."} and dev.jsonl.gz with lines
{"lang": "lv", "text": "...", "bucket": "1-3"}, on which the table is measured. Sentences of our own stand in chat.txt.

  --seed N     the same corpus, seed and draws give the same table, byte for byte
  --draws N    texts drawn for each way of writing: fewer are faster and worse
  --out FILE   where the table goes; the bot reads only the one in src/understanding/language
  -h, --help   show this text`

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    draws: { type: 'string', default: '200000' },
    out: { type: 'string', default: tableFile },
    help: { type: 'boolean', short: 'h' },
  },
  allowPositionals: true,
})
const [corpus] = positionals
if (values.help || corpus === undefined) console.log(usage)
else trainOn(corpus, wholeNumber('seed', values.seed), wholeNumber('draws', values.draws))

function trainOn(dir: string, seed: number, draws: number): void {
  try {
    const [trainFile, devFile] = [join(dir, 'train.jsonl.gz'), join(dir, 'dev.jsonl.gz')]
    const dev = readRows(devFile, 'dev.jsonl.gz')
    const rows = withoutOverlap(readRows(trainFile, 'train.jsonl.gz'), dev)
    const models = train(rows, { seed, draws, progress: show })
    const table = packTable(models)
    const measured = measure(readTable(table), dev)
    writeFileSync(values.out, table)
    const page = `${values.out.replace(/(\.table)?\.zst$/, '')}.provenance.md`
    const corpusDate = statSync(trainFile).mtime.toISOString().slice(0, 10)
    const hashes = { trainHash: hashOf(trainFile), devHash: hashOf(devFile) }
    const all = [...rows, ...chatRows()]
    writeFileSync(
      page,
      provenance({ corpusDate, ...hashes, seed, draws, rows: all, models, bytes: table.length, measured }),
    )
    for (const { bucket, macro } of measured) console.log(`${bucket} words: ${macro.toFixed(2)} %`)
    console.log(`${(table.length / 1e6).toFixed(1)} MB`)
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** One line that is written over; in a log file it would be a thousand lines, so there it is silent. */
function show(script: string, done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${script} ${Math.round(done * 100)} %   ${done === 1 ? '\n' : ''}`)
  else if (done === 1) process.stderr.write(`${script} is learned\n`)
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
}

function wholeNumber(name: string, written: string): number {
  const number = Number(written)
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`--${name} takes a whole number above 0, not "${written}".`)
  process.exit(1)
}
