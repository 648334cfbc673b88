import { backOff } from '../shared/back-off.ts'
import { newId } from '../shared/new-id.ts'
import { kept, type Ticket } from './kept.ts'
import { change, type Unsent } from './outbox.ts'
import { type Chat, put } from './state.ts'
import { Refused, wire } from './wire.ts'

/** Sends what waits, oldest first, one at a time: the talk keeps its order. */
export interface Post {
  add(one: Pick<Unsent, 'kind' | 'text' | 'act'>, id?: string): void
  /** Everything that waits goes out now; with an id, also that message if it was refused. */
  hurry(id?: string): void
  stop(): void
}

interface Links {
  readonly ticket: () => Ticket | null
  /** Something was taken in: look for answers. */
  readonly taken: () => void
  /** The token is no longer good. */
  readonly gone: () => void
}

export function post(chat: Chat, links: Links): Post {
  let busy = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = (id: string, to: Partial<Unsent>) => put(chat, { unsent: change(chat.get().unsent, id, to) })

  async function sendAll(): Promise<void> {
    clearTimeout(timer)
    if (busy) return
    busy = true
    try {
      for (;;) {
        const ticket = links.ticket()
        const next = chat.get().unsent.find((one) => one.state === 'waiting')
        if (!ticket || !next || stopped) return
        if (!(await sendOne(ticket, next))) return
      }
    } finally {
      busy = false
    }
  }

  /** False: stop here, the rest must wait for it. */
  async function sendOne(ticket: Ticket, one: Unsent): Promise<boolean> {
    const lines = chat.get().lines
    update(one.id, { state: 'sending', after: lines.at(-1)?.number ?? 0 })
    try {
      const { id } = await wire.say(ticket, one)
      if (stopped) return false
      kept.dropUnsent(one.id)
      update(one.id, { state: 'sent', sentAs: id })
      links.taken()
      return true
    } catch (problem) {
      if (stopped) return false
      if (problem instanceof Refused && !problem.gone && !problem.passing) {
        update(one.id, { state: 'failed', tries: one.tries + 1 })
        return true
      }
      update(one.id, { state: 'waiting', tries: one.tries + 1 })
      if (problem instanceof Refused && problem.gone) links.gone()
      else timer = setTimeout(sendAll, backOff(one.tries))
      return false
    }
  }

  return {
    add(one, id = newId()) {
      if (chat.get().unsent.some((other) => other.id === id)) return
      const added: Unsent = { ...one, id, at: Date.now(), state: 'waiting', tries: 0, after: 0, sentAs: null }
      kept.keepUnsent(added)
      put(chat, { unsent: [...chat.get().unsent, added] })
      void sendAll()
    },
    hurry(id) {
      if (id && chat.get().unsent.some((one) => one.id === id && one.state === 'failed'))
        update(id, { state: 'waiting' })
      void sendAll()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
