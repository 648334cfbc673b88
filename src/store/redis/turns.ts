import { randomBytes } from 'node:crypto'
import type { CaseView } from '../../core/case-view.ts'
import type { EventId, Time } from '../../core/conversation.ts'
import { keptIn } from '../../core/kept-file.ts'
import type { Committed, Turn } from '../../core/ports.ts'
import { freshTag, type LedgerTags } from '../ledger-tags.ts'
import { place, sealCase, sealLine } from '../rows.ts'
import { sealText } from '../seal.ts'
import { isIdle, urgencyRank } from '../semantics.ts'
import { stateText } from '../state-text.ts'
import type { Argument } from './client.ts'
import type { Clocks } from './clocks.ts'
import type { DataKey, Entries } from './entries.ts'
import type { Layout } from './layout.ts'
import { packDelivery } from './lines.ts'
import type { Operations } from './operations.ts'
import { list, number, numberOrNull, text } from './reply.ts'
import { scripts } from './scripts.ts'
import type { Strays } from './strays.ts'
import type { Unanswered } from './unanswered.ts'
import type { Wire } from './wire.ts'

export interface TurnParts {
  readonly wire: Wire
  readonly layout: Layout
  readonly entries: Entries
  readonly clocks: Clocks
  readonly tags: LedgerTags
  readonly eventTag: (event: EventId) => string
  readonly leaseMs: number
  readonly operation: Operations
  readonly unanswered: Unanswered
  readonly strays: Strays
  /** A key was destroyed. */
  readonly erased: () => void
}

/** What the services of somebody who is erased are called from then on. */
interface Anew {
  readonly stranger: string
  readonly chance: string
}

/** Writes turns: everything is sealed here, and one script makes it true. */
export function createTurnWriter(parts: TurnParts): (turn: Turn) => Promise<Committed> {
  const { wire, layout, entries } = parts

  return async (turn) => {
    checkOrder(turn)
    const { id } = turn.conversation
    const { name, keys } = layout.of(id)
    const tag = parts.eventTag(turn.event)
    if (await parts.strays.hasSeen(id, tag)) return { at: 'alreadySeen' }
    const owned = await keyFor(turn)
    const operation = parts.operation()
    const anew: Anew | null = turn.forget
      ? { stranger: freshTag(), chance: randomBytes(16).toString('base64url') }
      : null
    if (anew) await parts.strays.forget(id, parts.tags.person(id), anew.stranger, anew.chance)
    const args = argumentsOf(turn, tag, owned, operation, anew)
    const answer = list(
      await parts.unanswered.watched(id, operation, () => wire.run(scripts.commit, [name, keys], args)),
    )
    const at = text(answer[0])
    if (at === 'lines') throw lineExists(turn, number(answer[1]))
    if (at !== 'done') return { at: at as 'alreadySeen' | 'conflict' }
    const version = number(answer[1])
    entries.put(id, { version, key: owned, conversation: turn.conversation })
    if (turn.forget) parts.erased()
    return { at: 'done', version, fence: numberOrNull(answer[2]) }
  }

  /** The key of the version that was read. Where that is no more the newest, any will do: the script refuses it. */
  async function keyFor(turn: Turn): Promise<DataKey & { readonly wrapped?: Buffer }> {
    const { id } = turn.conversation
    if (turn.version === 0 || turn.forget) return entries.newKey(id)
    const known = entries.known(id)
    const entry = known?.version === turn.version ? known : await entries.load(id)
    return entry?.version === turn.version ? entry.key : { ...entries.newKey(id), id: 'none' }
  }

  /** In the order in which `commit.lua` takes them. */
  function argumentsOf(
    turn: Turn,
    tag: string,
    owned: DataKey & { readonly wrapped?: Buffer },
    operation: string,
    anew: Anew | null,
  ): Argument[] {
    const { conversation: c, lines, due } = turn
    const version = turn.version + 1
    const soonest = due.length > 0 ? String(Math.min(...due.map((one) => one.at))) : ''
    const args: Argument[] = [...parts.clocks.both()]
    // Never in our future: a platform's wrong clock would keep it from being forgotten.
    const seenAt = Math.min(turn.at, parts.clocks.now())
    args.push(c.id, String(turn.version), operation)
    args.push(tag, String(seenAt), String(parts.leaseMs))
    args.push(owned.id, owned.wrapped ?? '', sealText(owned.key, stateText(c), place(c.id, 'state', version)))
    args.push(String(c.touchedAt), flag(isIdle(c.handling.at)), String(c.lines))
    args.push(due.length > 0 ? JSON.stringify(due) : '', soonest, String(turn.at), flag(turn.keep), flag(turn.forget))
    args.push(String(lines.length))
    for (const line of lines) {
      args.push(String(line.number), flag(line.delivery?.at === 'waiting'), optional(line.until))
      args.push(sealLine(owned.key, c.id, line))
      args.push(line.delivery ? packDelivery(owned.key, c.id, line.number, line.delivery) : '')
    }
    args.push(...caseArguments(turn.case, owned))
    const files = keptIn(lines)
    args.push(String(files.length), ...files.flatMap((file) => [file.id, optional(file.until)]))
    args.push(...ledgerArguments(turn, anew))
    return args
  }

  function ledgerArguments({ conversation, services }: Turn, anew: Anew | null): Argument[] {
    const args: Argument[] = [services.length > 0 || anew ? parts.tags.person(conversation.id) : '']
    args.push(String(services.length))
    for (const { case: id, ...entry } of services)
      args.push(String(entry.endedAt), parts.tags.case(id), JSON.stringify(entry))
    return anew ? [...args, anew.stranger, anew.chance] : args
  }
}

function caseArguments(view: CaseView | null, { key }: DataKey): Argument[] {
  if (!view) return ['']
  const isOpen = view.state !== 'closed'
  // Danger before urgent before the rest, then by time: one number. Closed ones newest first.
  const score = isOpen ? urgencyRank(view.urgency) * 1e13 + view.openedAt : -(view.closedAt ?? 0)
  return [view.id, flag(isOpen), String(score), view.by?.id ?? '', sealCase(key, view)]
}

function checkOrder(turn: Turn): void {
  turn.lines.forEach((line, i) => {
    const before = turn.lines[i - 1]
    if (before && line.number <= before.number) throw lineExists(turn, line.number)
  })
}

const lineExists = (turn: Turn, line: number): Error =>
  new Error(`Line ${line} of ${turn.conversation.id} exists: lines are only appended.`)

const flag = (is: boolean): string => (is ? '1' : '0')
const optional = (time: Time | null): string => (time === null ? '' : String(time))
