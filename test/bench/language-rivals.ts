import { loadModule } from 'cld3-asm'
import { eld } from 'eld/large'
import { francAll } from 'franc'
import { percentile } from '../../src/cli/figures.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { languageGuesser } from '../../src/understanding/language/guess.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { rowsOf } from './data.ts'

interface Row {
  readonly lang: string
  readonly text: string
  readonly bucket: string
}

interface Reader {
  readonly name: string
  read(text: string): string
}

/** What the libraries call our languages, where they call them something else. Dari and Farsi count as one. */
const same: Readonly<Record<string, string>> = {
  ...{ prs: 'fa', pes: 'fa', fas: 'fa', per: 'fa', cmn: 'zh', zho: 'zh', 'zh-Latn': 'zh', arb: 'ar', ara: 'ar' },
  ...{ lav: 'lv', lvs: 'lv', rus: 'ru', eng: 'en', pbu: 'ps', pus: 'ps', pbt: 'ps', urd: 'ur', fra: 'fr', tgk: 'tg' },
  ...{ kmr: 'ku', ckb: 'ku', kur: 'ku', pan: 'pa', pnb: 'pa', tur: 'tr', uzn: 'uz', uzb: 'uz', hin: 'hi', spa: 'es' },
  ...{ tam: 'ta', ben: 'bn', vie: 'vi', hye: 'hy', ukr: 'uk', kat: 'ka', azj: 'az', aze: 'az', som: 'so', tir: 'ti' },
  ...{ amh: 'am', bel: 'be', kaz: 'kk', kir: 'ky', deu: 'de', por: 'pt', sin: 'si', nep: 'ne', npi: 'ne', kor: 'ko' },
}
/** Kurdish counts as one, too, except for ourselves: no library tells Kurmanji from Sorani by its tag. */
const oneTag = (tag: string): string => same[tag] ?? same[tag.split('-')[0] ?? ''] ?? tag

/** The first choice of each on sentences cut to 1-3, 4-8 and 9-20 words: mean over languages, in per cent. */
export async function benchLanguages(): Promise<void> {
  const rows = rowsOf('language/dev.jsonl.gz', ({ lang = '', text = '', bucket = '' }): Row => ({ lang, text, bucket }))
  const buckets = [...new Set(rows.map(({ bucket }) => bucket))]
  const readers = await allReaders()
  console.log(
    '\nLanguage of a text, % (mean over 36 languages, Dari = Farsi; in brackets over those it knows); p50 µs, times ours\n',
  )
  console.log(line(['words', ...readers.map(({ name }) => name)]))
  for (const bucket of buckets) {
    const asked = rows.filter((row) => row.bucket === bucket)
    console.log(line([bucket, ...readers.map((reader) => accuracy(reader, asked))]))
  }
  const times = readers.map((reader) => microseconds(reader, rows))
  const [own = 1] = times
  console.log(line(['µs', ...times.map((us) => `${us.toFixed(0)} (x${(us / own).toFixed(1)})`)]))
}

/** Over all languages; and, for whoever does not know all of them, over those it ever named rightly, with their number. */
function accuracy({ read }: Reader, rows: readonly Row[]): string {
  const right = new Map<string, { all: number; hit: number }>()
  for (const { lang, text } of rows) {
    const count = right.get(lang) ?? { all: 0, hit: 0 }
    count.all++
    if (oneTag(read(text)) === oneTag(lang)) count.hit++
    right.set(lang, count)
  }
  const shares = [...right.values()].map(({ all, hit }) => (100 * hit) / all)
  const known = shares.filter((share) => share > 0)
  const mean = (list: readonly number[]): string =>
    (list.reduce((sum, share) => sum + share, 0) / list.length).toFixed(1)
  return known.length === shares.length ? mean(shares) : `${mean(shares)} (${mean(known)} of ${known.length})`
}

function microseconds({ read }: Reader, rows: readonly Row[]): number {
  for (const { text } of rows.slice(0, 2000)) read(text)
  const times = rows.slice(0, 4000).map(({ text }) => {
    const from = performance.now()
    read(text)
    return (performance.now() - from) * 1000
  })
  return percentile(times, 0.5)
}

async function allReaders(): Promise<Reader[]> {
  const loaded = loadKnowledge('./knowledge')
  if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
  const guess = languageGuesser(loaded.knowledge)
  const nobody = { client: null, spoken: null, chosen: false }
  const cld = (await loadModule()).create(0, 1000)
  return [
    { name: 'tilts', read: (text) => guess(text, normalise(text), nobody)[0]?.tag ?? '' },
    { name: 'franc', read: (text) => francAll(text, { minLength: 1 })[0]?.[0] ?? '' },
    { name: 'eld', read: (text) => eld.detect(text).language },
    { name: 'cld3', read: (text) => cld.findLanguage(text).language },
  ]
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(20))).join('')
