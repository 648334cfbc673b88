import type { CaseView } from '../../core/case-view.ts'
import type { ConversationId, Time } from '../../core/conversation.ts'
import type { LedgerRow } from '../../core/ledger.ts'
import type { CaseFilter } from '../../core/ports.ts'
import type { Line } from '../../core/transcript.ts'
import { createLru } from '../lru.ts'
import { openCase } from '../rows.ts'
import type { Entries } from './entries.ts'
import type { Layout, Partition } from './layout.ts'
import { unpackLine } from './lines.ts'
import { bytes, list, number, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Wire } from './wire.ts'

export interface Views {
  cases(filter: CaseFilter): Promise<CaseView[]>
  case(id: string): Promise<CaseView | null>
  transcript(id: ConversationId, after: number, max: number): Promise<Line[]>
  ledger(from: Time, to: Time): Promise<LedgerRow[]>
}

const pageRows = 1000
/** Redis takes no Infinity for a limit. */
const atMost = (max: number): string => String(Math.min(max, 1_000_000))

/** What is read without a turn. */
export function createViews(wire: Wire, layout: Layout, entries: Entries): Views {
  /** A case never leaves its conversation: whoever has seen it once need not ask all partitions again. */
  const conversations = createLru<string, ConversationId>(5_000)
  const pair = ({ name, keys }: Partition): string[] => [name, keys]

  /** Of one partition where it is known, of all otherwise. */
  async function fetch(ids: readonly string[], where: readonly Partition[]): Promise<CaseView[]> {
    const answers = await wire.runOver(scripts.case, where.map(pair), [...ids])
    return answers.flatMap((answer) => rows(answer, 4)).map(viewOf)
  }

  function viewOf([id, conversation, wrapped, sealed]: Reply[]): CaseView {
    const row = { id: text(id), conversation: text(conversation), sealed: bytes(sealed) }
    conversations.set(row.id, row.conversation)
    return openCase(entries.keyOf(row.conversation, wrapped), row)
  }

  async function first(which: 'open' | 'shut', by: string, max: number): Promise<string[]> {
    const names = layout.partitions.map(({ name }) => [name])
    const answers = await wire.runOver(scripts.cases, names, [which, by, atMost(max)])
    return answers
      .flatMap((answer) => rows(answer, 2).map(([id, order]) => ({ id: text(id), order: number(order) })))
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
      .slice(0, max)
      .map(({ id }) => id)
  }

  async function found(ids: readonly string[]): Promise<CaseView[]> {
    if (ids.length === 0) return []
    const byId = new Map((await fetch(ids, placesOf(ids))).map((view) => [view.id, view]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  function placesOf(ids: readonly string[]): readonly Partition[] {
    const places = new Set<Partition>()
    for (const id of ids) {
      const conversation = conversations.get(id)
      if (conversation === undefined) return layout.partitions
      places.add(layout.of(conversation))
    }
    return [...places]
  }

  return {
    async cases({ open, consultant = '', max }) {
      const waiting = open === false ? [] : await first('open', consultant, max)
      const closed = open === true || waiting.length >= max ? [] : await first('shut', consultant, max)
      return found([...waiting, ...closed].slice(0, max))
    },
    async case(id) {
      return (await found([id]))[0] ?? null
    },
    async transcript(id, after, max) {
      const { name, keys } = layout.of(id)
      const answer = await wire.run(scripts.transcript, [name, keys], [id, String(after), atMost(max)])
      if (answer === null) return []
      const key = entries.keyOf(id, list(answer)[0])
      return rows(answer, 4, 1).map((row) => unpackLine(key, id, row))
    },
    async ledger(from, to) {
      const all = await Promise.all(layout.partitions.map((partition) => ledgerOf(partition, from, to)))
      return all
        .flat()
        .sort((a, b) => a.row.endedAt - b.row.endedAt || (a.entered < b.entered ? -1 : 1))
        .map(({ row }) => row)
    },
  }

  async function ledgerOf({ name }: Partition, from: Time, to: Time): Promise<Entered[]> {
    const found: Entered[] = []
    for (let offset = 0; ; offset += pageRows) {
      const asked = [String(from), String(to), String(offset), String(pageRows)]
      const page = rows(await wire.run(scripts.ledger, [name], asked), 2)
      found.push(...page.map(([, row]) => entered(text(row))))
      if (page.length < pageRows) return found
    }
  }
}

interface Entered {
  /** Microseconds since 1970 and its number, as 26 digits. */
  readonly entered: string
  readonly row: LedgerRow
}

/** See `commit.lua` for how a row is written. */
function entered(row: string): Entered {
  const [person, case_, at] = [row.slice(0, 16), row.slice(16, 32), row.slice(32, 58)]
  return { entered: at, row: { ...JSON.parse(row.slice(58)), person, case: case_ } }
}
