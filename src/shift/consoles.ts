import type { Time } from '../core/conversation.ts'
import { alone, type Party } from '../core/party.ts'

/**
 * A phone that goes dark for a moment, a train in a tunnel, a page loaded anew: nobody has gone home for that. After
 * this long they have, and whoever waits for them must not.
 */
export const lingersMs = 45_000

/** Who has said nothing for so long is no longer there: a process tells every few seconds whose streams it has. */
const silentMs = 15_000

/**
 * Which members have a console open: one live stream each, at least, in this process or in another. Not to be taken for
 * who looks at which case (web/presence.ts).
 */
export interface Consoles {
  /** A live stream of theirs was opened. */
  came(member: string): void
  /** One was closed; who has another one open has not gone. */
  left(member: string): void
  /** Here, or gone a moment ago. */
  present(member: string): boolean
  /** Since when none of their streams is open; null = one is. Who has not come yet is away since we began. */
  awaySince(member: string): Time | null
  /** Tells the other processes who is here; to be called every few seconds. */
  beat(): void
}

export function createConsoles(now: () => Time, party: Party = alone): Consoles {
  const began = now()
  const streams = new Map<string, { open: number; closedAt: Time | null }>()
  const others = createOthers(party, now)
  const of = (member: string) => {
    const found = streams.get(member) ?? { open: 0, closedAt: null }
    streams.set(member, found)
    return found
  }
  const beat = (): void =>
    party.say(
      'here',
      [...streams].flatMap(([member, { open }]) => (open > 0 ? [member] : [])),
    )
  const awaySince = (member: string): Time | null => {
    const theirs = streams.get(member)
    if ((theirs && theirs.open > 0) || others.have(member)) return null
    return Math.max(theirs?.closedAt ?? began, others.lastHad(member))
  }
  // Whoever has just begun is told at once.
  party.hear('who', beat)
  party.say('who', null)
  return {
    came(member) {
      of(member).open++
      beat()
    },
    left(member) {
      const theirs = of(member)
      theirs.open--
      theirs.closedAt = now()
      beat()
    },
    present(member) {
      const since = awaySince(member)
      const wasHere = streams.has(member) || others.lastHad(member) > 0
      return since === null || (wasHere && now() - since < lingersMs)
    },
    awaySince,
    beat,
  }
}

/** Whom the other processes have. A process that has died falls silent, and its members are gone since it last spoke. */
function createOthers(party: Party, now: () => Time) {
  const processes = new Map<string, { readonly members: ReadonlySet<string>; readonly at: Time }>()
  const seen = new Map<string, Time>()
  party.hear('here', (message, from) => {
    const members = Array.isArray(message) ? message.filter((one): one is string => typeof one === 'string') : []
    processes.set(from, { members: new Set(members), at: now() })
    for (const member of members) seen.set(member, now())
  })
  return {
    have(member: string): boolean {
      for (const [name, { at }] of processes) if (now() - at >= silentMs) processes.delete(name)
      return [...processes.values()].some(({ members }) => members.has(member))
    },
    /** 0 = never. */
    lastHad: (member: string): Time => seen.get(member) ?? 0,
  }
}
