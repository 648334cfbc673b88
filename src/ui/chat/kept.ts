import type { Unsent } from './outbox.ts'

/** What this browser keeps between visits: the way back into the talk, the language and what is still to be sent. */
export interface Ticket {
  readonly conversationId: string
  readonly token: string
  /** Milliseconds; after this time the server asks for a new one. */
  readonly until: number
}

const prefix = 'tilts.'
const unsentPrefix = `${prefix}unsent.`

// Some browsers forbid storage (private windows, old settings): the talk then lives as long as the page.
const box = storage()

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & object {
  try {
    localStorage.getItem(prefix)
    return localStorage
  } catch (forbidden) {
    console.debug(forbidden)
    const memory = new Map<string, string>()
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    }
  }
}

function write(key: string, value: string | null): void {
  if (value === null) box.removeItem(key)
  else box.setItem(key, value)
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : JSON.parse(text)
}

export const kept = {
  ticket: (): Ticket | null => parsed<Ticket>(box.getItem(`${prefix}ticket`)),
  keepTicket: (ticket: Ticket | null) => write(`${prefix}ticket`, ticket && JSON.stringify(ticket)),
  language: (): string | null => box.getItem(`${prefix}language`),
  keepLanguage: (tag: string) => write(`${prefix}language`, tag),
  /** One key a message: two tabs never overwrite each other's. */
  keepUnsent: (one: Unsent) => write(unsentPrefix + one.id, JSON.stringify(one)),
  dropUnsent: (id: string) => write(unsentPrefix + id, null),
  unsent(): readonly Unsent[] {
    const keys = Object.keys(box).filter((key) => key.startsWith(unsentPrefix))
    const all = keys.map((key) => parsed<Unsent>(box.getItem(key))).filter((one) => one !== null)
    return all
      .map((one) => ({ ...one, state: one.state === 'failed' ? one.state : ('waiting' as const) }))
      .sort((a, b) => a.at - b.at)
  },
}
