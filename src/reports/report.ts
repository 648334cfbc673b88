import type { Time } from '../core/conversation.ts'
import type { LedgerRow } from '../core/ledger.ts'
import { clock } from '../core/rules/hours.ts'
import { localTime } from '../core/rules/wall-clock.ts'
import type { Names, Say } from './names.ts'
import type { Period } from './period.ts'
import { type Dimension, groupsOf, minutesOf, type Total, totalOf } from './totals.ts'

/** Everything in words: who draws it, on paper, on a screen, in a spreadsheet, asks for nothing more. */
export interface Report {
  readonly title: string
  readonly language: string
  readonly period: Period
  /** The period, and when the report was made, in a line each. */
  readonly about: readonly string[]
  /** What to do when there is nothing to show; then there are no tables. */
  readonly empty: string | null
  readonly tables: readonly Table[]
  /** How it was counted. */
  readonly notes: readonly string[]
}

export interface Table {
  readonly id: string
  readonly caption: string
  readonly columns: readonly { readonly name: string; readonly number: boolean }[]
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

export interface Row {
  /** `part`: one service of the group above it. */
  readonly kind: 'group' | 'part' | 'total'
  readonly cells: readonly (string | number)[]
}

export interface Asked {
  readonly period: Period
  readonly language: string
  readonly zone: string
  readonly now: Time
  readonly say: Say
  readonly names: Names
}

const dimensions: readonly Dimension[] = ['service', 'month', 'language', 'office', 'desk', 'funding', 'topic']

/** Below this a cell may point to one person, in a rare language above all. */
const few = 5

export function reportOf(rows: readonly LedgerRow[], asked: Asked): Report {
  const { period, language, zone, now, say } = asked
  const made = localTime(zone, now)
  const interpreted = rows.filter((row) => row.service === 'interpreter')
  const tables = [
    ...dimensions.map((dimension) => totals(rows, dimension, asked)),
    ...(interpreted.length > 0 ? [interpretations(interpreted, asked)] : []),
  ]
  return {
    title: say('report.heading'),
    language,
    period,
    about: [
      say('report.period', { from: period.from, to: period.to }),
      say('report.made', { when: `${made.day} ${clock(made.minutes)}` }),
    ],
    empty: rows.length === 0 ? say('report.empty') : null,
    tables: rows.length === 0 ? [] : tables,
    notes: rows.length === 0 ? [] : ['when', 'minutes', 'people'].map((what) => say(`report.note-${what}`)),
  }
}

function totals(rows: readonly LedgerRow[], dimension: Dimension, { zone, say, names }: Asked): Table {
  const bySelf = dimension === 'service'
  const groups = groupsOf(rows, dimension, zone)
  const line = (kind: Row['kind'], name: string, service: string, total: Total): Row => ({
    kind,
    cells: [name, ...(bySelf ? [] : [service]), ...numbers(total)],
  })
  const every = say('report.every-service')
  const [only, ...others] = new Set(rows.map((row) => row.service))
  const whole = only !== undefined && others.length === 0 ? names.of('service', only) : every
  const lines = groups.flatMap(({ key, all, services }) => {
    const name = names.of(dimension, key)
    const parts = services.map((part) => ({ ...part, name: names.of('service', part.service) }))
    const [part] = parts
    if (parts.length === 1 && part) return [line('group', name, part.name, all)]
    return [line('group', name, every, all), ...parts.map((part) => line('part', name, part.name, part.total))]
  })
  const isSmall = groups.some(({ all, services }) => [all, ...services.map((s) => s.total)].some((t) => t.people < few))
  return {
    id: dimension,
    caption: say(`report.by-${dimension}`),
    columns: [
      { name: say(`report.${dimension}`), number: false },
      ...(bySelf ? [] : [{ name: say('report.service'), number: false }]),
      ...['entries', 'people', 'time', 'minutes', 'messages'].map((what) => ({
        name: say(`report.${what}`),
        number: true,
      })),
    ],
    rows: [...lines, line('total', say('report.total'), whole, totalOf(rows))],
    notes: [
      ...(dimension === 'topic' ? [say('report.note-topics')] : []),
      ...(isSmall ? [say('report.note-few')] : []),
    ],
  }
}

/** Who interpreted what, line by line: what an interpreter is paid by. */
function interpretations(rows: readonly LedgerRow[], { zone, say, names }: Asked): Table {
  const moment = (at: Time): string => {
    const { day, minutes } = localTime(zone, at)
    return `${day} ${clock(minutes).padStart(5, '0')}`
  }
  const words = ['interpreter', 'language', 'case', 'office', 'desk', 'funding', 'started', 'ended']
  return {
    id: 'interpreter',
    caption: say('report.interpreters'),
    columns: [
      ...words.map((what) => ({ name: say(`report.${what}`), number: false })),
      ...['minutes', 'messages'].map((what) => ({ name: say(`report.${what}`), number: true })),
    ],
    rows: rows.map((row) => ({
      kind: 'group',
      cells: [
        names.staff(row.staff),
        names.of('language', row.language),
        row.case,
        names.of('office', row.office),
        names.of('desk', row.desk),
        names.of('funding', row.funding),
        moment(row.startedAt),
        moment(row.endedAt),
        minutesOf(row),
        row.messages,
      ],
    })),
    notes: [say('report.note-list')],
  }
}

const numbers = ({ entries, people, minutes, messages }: Total): readonly (string | number)[] => [
  entries,
  people,
  clock(minutes),
  minutes,
  messages,
]
