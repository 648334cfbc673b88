import type { Knowledge } from '../../core/knowledge.ts'
import type { LanguageTag } from '../../core/language.ts'
import type { Hint } from '../../core/understood.ts'
import { lexiconOf } from './lexicon.ts'
import { type Shares, sayingsOf, sharesOf } from './score.ts'
import { shippedTable, type Table } from './table.ts'
import { type Run, runsOf } from './words.ts'

export type Guess = { readonly tag: LanguageTag; readonly p: number }

/** How much likelier a language is because the person chose it, wrote it before, or has it as the app's language. */
const push = { chosen: 100, spoken: 30, client: 8 } as const
const longestList = 5

/**
 * Letters, then the editors' words, then what is known of the person; see docs/decisions/0006. At most five languages,
 * best first; what is missing to 1 belongs to languages nobody here knows. Empty = cannot know. `often`: texts whose words
 * are found out beforehand.
 */
export function languageGuesser(
  knowledge: Knowledge,
  table: Table = shippedTable(),
  often: readonly string[] = [],
): (raw: string, normalised: string, hint: Hint) => Guess[] {
  const applyLexicon = lexiconOf(knowledge)
  const sayings = sayingsOf(often, table)

  return (raw, normalised, hint) => {
    const runs = runsOf(raw)
    if (runs.length === 0) return []
    const shares = sharesOf(runs, table, sayings)
    const rest = 1 - totalOf(shares)
    applyLexicon(normalised, mainScript(runs), shares)
    times(shares, hint.spoken, hint.chosen ? push.chosen : push.spoken)
    times(shares, hint.client, push.client)
    return listed(shares, Math.max(rest, 0), knowledge)
  }
}

function times(shares: Shares, tag: LanguageTag | null, factor: number): void {
  const p = tag === null ? undefined : shares.get(tag)
  if (tag !== null && p !== undefined) shares.set(tag, p * factor)
}

const totalOf = (shares: Shares): number => [...shares.values()].reduce((sum, p) => sum + p, 0)

const mainScript = (runs: readonly Run[]): string | undefined =>
  [...runs].sort((a, b) => b.letters - a.letters)[0]?.script

function listed(shares: Shares, rest: number, knowledge: Knowledge): Guess[] {
  const total = totalOf(shares) + rest
  return [...shares]
    .filter(([tag]) => knowledge.languages.has(tag))
    .map(([tag, p]) => ({ tag, p: Math.round((p / total) * 1000) / 1000 }))
    .filter(({ p }) => p > 0)
    .sort((a, b) => b.p - a.p)
    .slice(0, longestList)
}
