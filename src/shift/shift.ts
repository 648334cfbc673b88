import { setTimeout } from 'node:timers/promises'
import type { CaseView } from '../core/case-view.ts'
import type { SystemEvent } from '../core/events.ts'
import type { OpeningHours } from '../core/knowledge.ts'
import type { Live, Records, Store } from '../core/ports.ts'
import type { Roster } from '../core/roster.ts'
import type { Rules } from '../core/rules/rules.ts'
import type { StaffMember } from '../core/staff.ts'
import type { Consoles } from './consoles.ts'
import { inHand, rosterOf } from './roster.ts'
import { pastWaits, takers, usualWait } from './usual-wait.ts'
import { vanishings } from './vanished.ts'

export interface ShiftParts {
  readonly store: Pick<Store, 'cases'>
  readonly records: Pick<Records, 'staff'>
  readonly live: Live
  readonly consoles: Consoles
  readonly hours: () => OpeningHours
  readonly now: () => number
  readonly tell: (conversation: string, event: Extract<SystemEvent, { type: 'consultantVanished' }>) => Promise<void>
  /** A round went wrong: noted without words, the next one comes. */
  readonly failed: (error: unknown) => void
}

/** Who is here now, for rules that must not wait for it; and the eye on those who were and are no more. */
export interface Shift {
  roster(): Roster
  usualWait(): Rules['usualWait']
  /** Accounts have changed. */
  staffChanged(): void
  /** One look at staff and cases; a store that does not answer leaves the last look standing. */
  look(): Promise<void>
  run(signal: AbortSignal): Promise<void>
}

/** Changes that come in a heap are one look: a busy minute has hundreds. */
const restMs = 1_000
/** Who has gone is found at the latest then. Each look reads all open cases: some ms for hundreds of them. */
const lookMs = 5_000
const closedMs = 60_000
const mostOpen = 1_000
/** Enough that a hundred of them count, whatever was danger or came at night. */
const mostClosed = 300

export function createShift(parts: ShiftParts): Shift {
  const { store, records, consoles, now } = parts
  let staff: readonly StaffMember[] = []
  let hands: ReadonlyMap<string, number> = new Map()
  let waiting = 0
  let closed: { readonly cases: readonly CaseView[]; readonly at: number } | null = null
  let waits: readonly number[] = []
  let changed = Promise.withResolvers<void>()

  const roster = (): Roster => rosterOf(staff, hands, consoles.present)
  const staffChanged = (): void => changed.resolve()
  return {
    roster,
    usualWait: () => usualWait(waits, waiting, takers(roster())),
    staffChanged,
    look,
    async run(signal) {
      const stop = parts.live.subscribe(({ what }) => what === 'case' && changed.resolve())
      const rest = (ms: number): Promise<void> => setTimeout(ms, undefined, { signal }).catch(() => undefined)
      while (!signal.aborted) {
        changed = Promise.withResolvers()
        consoles.beat()
        await look().catch(parts.failed)
        await rest(restMs)
        await Promise.race([changed.promise, rest(lookMs - restMs)])
      }
      stop()
    },
  }

  async function look(): Promise<void> {
    staff = await records.staff()
    const open = await store.cases({ open: true, max: mostOpen })
    // Counted here and not when it is asked for: every turn asks.
    hands = inHand(open)
    waiting = open.filter((c) => c.state === 'queued').length
    if (!closed || now() - closed.at >= closedMs)
      closed = { cases: await store.cases({ open: false, max: mostClosed }), at: now() }
    waits = pastWaits([...open, ...closed.cases], parts.hours(), now())
    for (const { conversation, event } of vanishings(open, consoles, now())) {
      // One talk that cannot be decided on must not keep the others from being looked after.
      await parts.tell(conversation, event).catch(parts.failed)
    }
  }
}
