import { backOff, pause } from '../shared/back-off.ts'
import { readEvents } from './events.ts'
import { kept, type Ticket } from './kept.ts'
import { firstLanguage, speak } from './language.ts'
import { type Choice, lineOf, merged } from './line.ts'
import { type Unsent, unsettled } from './outbox.ts'
import { post } from './post.ts'
import { type Chat, put } from './state.ts'
import { spokenBy } from './tags.ts'
import { Refused, wire } from './wire.ts'

/** What whatever is no words needs of the talk. */
export interface More {
  /** The way in; null while there is none. */
  ticket(): Ticket | null
  /** The page is given up: what it holds is let go. */
  readonly ended: AbortSignal
}

/** The talk with the server: fetches, listens, sends, and comes back by itself. */
export interface Talk extends More {
  say(text: string): void
  press(choice: Choice): void
  retry(id: string): void
  stop(): void
}

// The server's comment comes every 15 s; two missed ones mean a dead line.
const silence = 40_000
// Some proxies hold a stream back: looking now and then costs little and loses nothing.
const glance = 20_000
const pollEvery = 4_000
// They are told anew every few seconds while somebody writes.
const typingMs = 6_000

export function talk(chat: Chat): Talk {
  let ticket: Ticket | null = kept.ticket()
  let watermark: string | null = null
  let fetching: Promise<void> | null = null
  let again = false
  let stopped = false
  let typed: ReturnType<typeof setTimeout> | undefined
  let hurry = new AbortController()
  const end = new AbortController()

  const wake = () => {
    hurry.abort()
    hurry = new AbortController()
    out.hurry()
  }
  const out = post(chat, {
    ticket: () => ticket,
    taken() {
      if (chat.get().link === 'offline') wake()
      else void look().catch(wake)
    },
    gone: wake,
  })

  /** Fetches what is new. Calls during a fetch share one more fetch after it: nothing said meanwhile is missed. */
  function look(): Promise<void> {
    if (fetching) {
      again = true
      return fetching
    }
    fetching = fetchAll().finally(() => {
      fetching = null
    })
    return fetching
  }

  async function fetchAll(): Promise<void> {
    do {
      again = false
      if (!ticket) return
      const news = await wire.activities(ticket, watermark)
      if (stopped) return
      watermark = news.watermark
      const fetched = news.activities.map(lineOf).filter((line) => line !== null)
      const lines = merged(chat.get().lines, fetched)
      const unsent = unsettled(chat.get().unsent, lines)
      for (const one of chat.get().unsent) if (!unsent.includes(one)) kept.dropUnsent(one.id)
      put(chat, { lines, unsent })
      await follow()
    } while (again)
  }

  /** Whoever never chose a language reads the page in the one the bot answers in. */
  async function follow(): Promise<void> {
    const { lines, words, settings } = chat.get()
    const asked = lines.findIndex((line) => line.speaker === 'person')
    if (kept.language() !== null || asked < 0) return
    const tag = lines.slice(asked).findLast((line) => line.speaker === 'bot')?.lang
    if (!tag || tag === words?.tag || !settings?.languages.some((one) => one.tag === tag)) return
    // The talk goes on in any case; the next look tries again.
    await speak(chat, tag).catch((problem) => console.debug(problem))
  }

  async function prepare(): Promise<void> {
    const settings = chat.get().settings ?? (await wire.settings())
    put(chat, { settings })
    await speak(chat, firstLanguage(settings))
  }

  async function enter(): Promise<void> {
    if (!ticket) {
      ticket = await wire.begin()
      kept.keepTicket(ticket)
    } else if (ticket.until - Date.now() < 600_000) {
      const fresh = await wire.renew(ticket)
      if (fresh.conversationId === ticket.conversationId) ticket = fresh
      kept.keepTicket(ticket)
    }
    await look()
    if (chat.get().lines.length === 0) {
      out.add(
        { kind: 'start', text: kept.language() ?? navigator.language, act: null },
        `start-${ticket.conversationId}`,
      )
    }
  }

  async function listen(): Promise<void> {
    if (!ticket) return
    const line = new AbortController()
    const cut = () => line.abort()
    hurry.signal.addEventListener('abort', cut)
    let dead = setTimeout(cut, silence)
    const glances = setInterval(() => void look().catch(cut), glance)
    try {
      const body = await wire.changes(ticket, line.signal)
      put(chat, { link: 'live' })
      await look()
      await readEvents(body, {
        beat() {
          clearTimeout(dead)
          dead = setTimeout(cut, silence)
        },
        event: (name) => {
          clearTimeout(typed)
          put(chat, { typing: name === 'typing' })
          typed = setTimeout(() => put(chat, { typing: false }), typingMs)
          if (name === 'changed') void look().catch(cut)
        },
      })
    } finally {
      clearTimeout(dead)
      clearInterval(glances)
      hurry.signal.removeEventListener('abort', cut)
      line.abort()
    }
  }

  function beginAnew(): void {
    ticket = null
    watermark = null
    kept.keepTicket(null)
    const old = (one: Unsent) => one.kind === 'start' || one.state === 'sent'
    for (const one of chat.get().unsent.filter(old)) kept.dropUnsent(one.id)
    put(chat, { anew: true, lines: [], unsent: chat.get().unsent.filter((one) => !old(one)) })
  }

  async function run(): Promise<void> {
    for (let tries = 0; !stopped; tries += 1) {
      let stage: 'page' | 'talk' | 'stream' = 'page'
      try {
        await prepare()
        stage = 'talk'
        await enter()
        stage = 'stream'
        tries = 0
        if (chat.get().link !== 'live') put(chat, { link: 'polling' })
        out.hurry()
        await listen()
      } catch (problem) {
        if (stopped) return
        console.debug(problem)
        if (stage === 'talk' && ticket && problem instanceof Refused && problem.gone) beginAnew()
        else if (stage !== 'stream') put(chat, { link: 'offline' })
      }
      const lost = chat.get().link === 'live'
      if (lost) put(chat, { link: 'polling' })
      await pause(lost ? 500 : stage === 'stream' ? pollEvery : backOff(tries), hurry.signal)
    }
  }

  const visible = () => {
    if (document.visibilityState === 'visible') wake()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', visible)
  void run()

  return {
    say: (text) => out.add({ kind: 'message', text, act: null }),
    press(choice) {
      const onItsWay = chat.get().unsent.some((one) => one.act === choice.act && one.state !== 'sent')
      if (onItsWay) return
      const tag = spokenBy(choice.act)
      if (tag) {
        kept.keepLanguage(tag)
        void speak(chat, tag).catch(wake)
      }
      out.add({ kind: 'message', text: choice.label, act: choice.act })
    },
    retry: (id) => {
      out.hurry(id)
      wake()
    },
    ticket: () => ticket,
    ended: end.signal,
    stop() {
      stopped = true
      end.abort()
      out.stop()
      hurry.abort()
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', visible)
    },
  }
}
