import { containerBootstrap } from '@nlpjs/core'
import { LangEn } from '@nlpjs/lang-en-min'
import { Nlp } from '@nlpjs/nlp'
import { NluNeural } from '@nlpjs/nlu'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { sureOf } from '../../src/understanding/matching/confidence.ts'
import { learn } from '../../src/understanding/matching/learn.ts'
import { matchIn } from '../../src/understanding/matching/match.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'

export interface Question {
  readonly lang: string
  readonly text: string
  readonly intent: string
}

/** Intents best first, and how sure the best one is; higher = surer, on any scale. */
export interface Found {
  readonly intents: readonly string[]
  readonly sure: number
}

/** Something that learns questions and is asked others; each as its own documentation shows it first. */
export interface Rival {
  readonly name: string
  /** Above this many questions it takes minutes to learn, or seconds to answer: then it is left out, and it is said. */
  readonly most: number
  learn(rows: readonly Question[]): Promise<(text: string) => Found | Promise<Found>>
}

export const ours: Rival = {
  name: 'tilts',
  most: Infinity,
  async learn(rows) {
    const { model, confidence } = learn(
      rows.map(({ text, intent }) => ({ text: normalise(text), written: text, label: intent })),
    )
    return (text) => {
      const matched = matchIn(model, normalise(text))
      return { intents: matched.ranked.map(({ label }) => label), sure: sureOf(confidence, matched) }
    }
  },
}

/** Default options: the questions as documents, each with its intent. */
const fuse: Rival = {
  name: 'fuse.js',
  most: Infinity,
  async learn(rows) {
    const index = new Fuse(rows, { keys: ['text'], includeScore: true })
    return (text) => {
      const hits = index.search(text)
      return { intents: firstThree(hits.map(({ item }) => item.intent)), sure: 1 - (hits[0]?.score ?? 1) }
    }
  },
}

const minisearch: Rival = {
  name: 'minisearch',
  most: Infinity,
  async learn(rows) {
    const index = new MiniSearch({
      fields: ['text'],
      storeFields: ['intent'],
      searchOptions: { fuzzy: 0.2, prefix: true },
    })
    index.addAll(rows.map((row, id) => ({ id, ...row })))
    return (text) => {
      const hits = index.search(text)
      return { intents: firstThree(hits.map((hit) => String(hit.intent))), sure: hits[0]?.score ?? 0 }
    }
  },
}

const nlpjs: Rival = {
  name: 'nlp.js',
  most: 2000,
  async learn(rows) {
    const languages = [...new Set(rows.map(({ lang }) => lang))]
    const container = await containerBootstrap()
    container.register('nlu-neural', NluNeural, true)
    container.use(LangEn)
    const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } })
    for (const language of languages) nlp.addLanguage(language)
    for (const { lang, text, intent } of rows) nlp.addDocument(lang, text, intent)
    await nlp.train()
    const locale = languages[0] ?? 'en'
    return async (text) => {
      const { classifications } = await nlp.process(locale, text)
      return { intents: classifications.slice(0, 3).map((c) => c.intent), sure: classifications[0]?.score ?? 0 }
    }
  },
}

export const rivals: readonly Rival[] = [ours, fuse, minisearch, nlpjs]

const firstThree = (intents: readonly string[]): string[] => [...new Set(intents)].slice(0, 3)
