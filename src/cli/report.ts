import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readEnvFile } from '../app/run.ts'
import { keysOf, openStore } from '../app/store.ts'
import { type Config, readConfig } from '../config.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { createReports, type Format, formats, type Made } from '../reports/reports.ts'
import { loadLocales } from '../texts/locales.ts'
import { reportWords } from '../texts/report-words.ts'

const usage = `The funder's report: which services were given, to how many people, for how long; and who interpreted.
Stop the server first: its data folder belongs to one process. While it runs, coordinators find the same in the console (Report).

npm run report -- [--from 2026-01-01] [--to 2026-03-31] [--lang lv|ru|en] [--format table|csv|html] [--out FILE]

--from, --to   days, both included; without them: the last full month
--lang         usually lv
--format       table: for reading here (usual); csv: for a spreadsheet; html: one page for printing
--out          writes a file instead of printing it here; an existing one is replaced

How it is counted: docs/report.md.`

const faults: Readonly<Record<Extract<Made, { at: 'refused' }>['why'], string>> = {
  first: '--from must be a day, written as 2026-01-01.',
  last: '--to must be a day, written as 2026-03-31.',
  order: '--from comes after --to. Change one of them.',
}

try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      lang: { type: 'string', default: 'lv' },
      format: { type: 'string', default: 'table' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) console.log(usage)
  else await report(values)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

interface Options {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly lang: string
  readonly format: string
  readonly out?: string | undefined
}

async function report({ from, to, lang, format, out }: Options): Promise<void> {
  const config = readConfig({ ...readEnvFile(), ...process.env })
  const words = reportWords(loadLocales(config.localesDir, 'staff'))
  if (!words.languages.includes(lang)) throw new Error(`--lang must be one of: ${words.languages.join(', ')}.`)
  const drawn = formatOf(format)
  const loaded = loadKnowledge(config.knowledgeDir)
  if (!loaded.ok) throw new Error('The knowledge has faults: `npm run check:knowledge` lists them.')
  const { store, close } = await openThere(config)
  const reports = createReports({
    store,
    records: store,
    knowledge: () => loaded.knowledge,
    now: Date.now,
    ...words,
  })
  const made = await reports.make({ from: from ?? null, to: to ?? null, language: lang, format: drawn }).finally(close)
  if (made.at === 'refused') throw new Error(faults[made.why])
  if (out === undefined) process.stdout.write(made.text)
  else write(out, made.text)
}

function formatOf(text: string): Format {
  const found = formats.find((one) => one === text && one !== 'json')
  if (!found) throw new Error('--format must be `table`, `csv` or `html`.')
  return found
}

/** What is read is read from a helpline that is there: a wrong DATA_DIR must not become a new, empty one. */
async function openThere(config: Config) {
  const { dataDir, redis } = config
  if (!redis && !existsSync(join(dataDir, 'helpline.db')))
    throw new Error(
      `There is no helpline in ${dataDir}. Set DATA_DIR to the folder in which it keeps its conversations.`,
    )
  try {
    return await openStore(config, keysOf(config))
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Another helpline'))) throw error
    throw new Error(`${error.message}\nWhile it runs, a coordinator finds the report in its console (Report).`)
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Error(`${path} cannot be written (${why}). Choose another place with --out.`, { cause: error })
  }
}
