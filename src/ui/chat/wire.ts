import type { Ticket } from './kept.ts'
import type { Activity } from './line.ts'
import type { Unsent } from './outbox.ts'

/** The server answered, and the answer was no. Anything else thrown here is a lost connection. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`The server answered ${status}.`)
    this.status = status
  }
  /** The token or the talk is no longer known. */
  get gone(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404
  }
  /** Trying again by itself makes sense. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 408 || this.status === 429
  }
}

export interface Settings {
  readonly languages: readonly { readonly tag: string; readonly ownName: string; readonly direction: 'ltr' | 'rtl' }[]
  readonly demo: boolean
}

export interface PageStrings {
  readonly tag: string
  readonly direction: 'ltr' | 'rtl'
  /** A draft no native speaker has approved: English stands beside it. */
  readonly review: boolean
  readonly strings: Readonly<Record<string, string>>
}

const base = '/v3/directline'
const patience = 20_000

async function ask<T>(path: string, token: string | null, post?: object): Promise<T> {
  const response = await fetch(path, {
    method: post ? 'POST' : 'GET',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(post ? { 'content-type': 'application/json' } : {}),
    },
    ...(post ? { body: JSON.stringify(post) } : {}),
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw new Refused(response.status)
  return response.json()
}

interface Granted {
  readonly conversationId: string
  readonly token: string
  readonly expires_in: number
}

const ticket = (g: Granted): Ticket => ({
  conversationId: g.conversationId,
  token: g.token,
  until: Date.now() + g.expires_in * 1000,
})

export const wire = {
  settings: () => ask<Settings>('/chat/settings', null),
  strings: (tag: string) => ask<PageStrings>(`/chat/strings?lang=${encodeURIComponent(tag)}`, null),

  /** A new talk. */
  async begin(): Promise<Ticket> {
    const { token } = await ask<Granted>(`${base}/tokens/generate`, null, {})
    return ticket(await ask<Granted>(`${base}/conversations`, token, {}))
  },

  /** The same talk with a fresh token. */
  async renew(old: Ticket): Promise<Ticket> {
    return ticket(await ask<Granted>(`${base}/conversations`, old.token, {}))
  },

  activities(t: Ticket, watermark: string | null) {
    const after = watermark === null ? '' : `?watermark=${encodeURIComponent(watermark)}`
    const path = `${base}/conversations/${t.conversationId}/activities${after}`
    return ask<{ readonly activities: readonly Activity[]; readonly watermark: string }>(path, t.token)
  },

  /** Harmless to repeat: the message carries its id. */
  say(t: Ticket, one: Unsent) {
    const channelData = { clientActivityID: one.id }
    const from = { id: 'person' }
    return ask<{ readonly id: string }>(
      `${base}/conversations/${t.conversationId}/activities`,
      t.token,
      one.kind === 'start'
        ? { type: 'event', name: 'start', from, value: { language: one.text }, channelData }
        : { type: 'message', text: one.text, from, ...(one.act ? { value: { act: one.act } } : {}), channelData },
    )
  },

  async changes(t: Ticket, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await fetch(`${base}/conversations/${t.conversationId}/changed`, {
      headers: { authorization: `Bearer ${t.token}`, accept: 'text/event-stream' },
      cache: 'no-store',
      signal,
    })
    if (!response.ok || !response.body) throw new Refused(response.status)
    return response.body
  },
}
