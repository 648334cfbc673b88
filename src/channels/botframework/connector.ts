import { setMaxListeners } from 'node:events'
import { Agent } from 'undici'
import { record } from '../../core/door.ts'
import type { Delivery, Fetched } from '../../core/ports.ts'
import { ask, carriedNothing, type Reply } from '../common/ask.ts'
import type { Pace } from '../common/pace.ts'
import type { Address } from './address.ts'
import { type AllowedFile, createFileFetch } from './files.ts'
import { createLogin, LoginFailed, type LoginSettings } from './login.ts'

export interface ConnectorParts extends LoginSettings {
  readonly pace: Pace
  readonly now: () => number
  readonly isAllowed: (service: string) => boolean
  readonly fileAccess: AllowedFile
  /** For the log: what went wrong, without words. */
  readonly trouble: (what: string, error: unknown) => void
}

/** The platform's side on which bots speak. */
export interface Connector {
  /** One activity, one try. Never throws for what a platform may answer. */
  post(activity: object, to: Address): Promise<Delivery>
  /** Opens a file that the platform keeps. */
  fetch(reference: string, most: number): Promise<Fetched>
  /** Waits for requests under way, but not for ever. */
  hangUp(): Promise<void>
}

/** Something is wrong on our side: the secret, the settings. `code` is the platform's status. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number) {
    super('The Bot Framework refuses what we send.')
    this.code = code
  }
}

/** Shorter, with the login, than the outbox's lease (30 s): whoever waits longer finds his line sent again by the next holder. */
const answerMs = 12_000
const partingMs = 3_000
/** A pause longer than this is asked for anew. */
const longestPauseMs = 10 * 60_000

/**
 * `POST /v3/conversations/{id}/activities` over a transport of our own: botbuilder's has no limit of time, follows
 * redirects with our token in hand, and costs more than all the rest of an answer.
 */
export function createConnector(parts: ConnectorParts): Connector {
  const { pace, now, trouble } = parts
  const agent = new Agent({ connections: 32, connect: { timeout: 5_000 } })
  const login = createLogin(agent, parts, now)
  const parting = new AbortController()
  // One for all requests under way.
  setMaxListeners(0, parting.signal)

  return {
    fetch: createFileFetch(agent, login, parts.fileAccess),
    async post(activity, to) {
      // Settings may have become narrower since the person wrote: ours to mend, and no reason to lose what waits.
      if (!parts.isAllowed(to.service)) return later('service', new Refusal(0), 60_000)
      const wait = pace.take(`${to.channel} ${to.conversation}`, now())
      if (wait > 0) return { at: 'retry', afterMs: wait, tried: false }
      let token: string
      try {
        token = await login.token()
      } catch (error) {
        if (!(error instanceof LoginFailed)) throw error
        return later('login', error, 5_000)
      }
      const root = new URL(to.service)
      const request = {
        origin: root.origin,
        path: `${root.pathname.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(to.conversation)}/activities`,
        method: 'POST' as const,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        headersTimeout: answerMs,
        bodyTimeout: answerMs,
        body: JSON.stringify(activity),
      }
      try {
        const reply = await ask(agent, request, parting.signal)
        if (reply.status === 401) login.forget(token)
        return asDelivery(reply)
      } catch (error) {
        return carriedNothing(error) ? { at: 'retry', afterMs: 1000, tried: true } : { at: 'unconfirmed' }
      }
    },
    async hangUp() {
      // An agent that is closing forgets its connections: `destroy` would find none to cut.
      const timer = setTimeout(() => parting.abort(), partingMs)
      await agent.close()
      clearTimeout(timer)
    },
  }

  function later(what: string, error: unknown, afterMs: number): Delivery {
    trouble(what, error)
    return { at: 'retry', afterMs, tried: true }
  }

  function asDelivery({ status, text, retryAfter }: Reply): Delivery {
    if (status >= 200 && status < 300) return { at: 'ok', receipt: receiptIn(text) }
    switch (status) {
      case 429: {
        const afterMs = pauseOf(retryAfter, now())
        pace.halt(now() + afterMs)
        return { at: 'retry', afterMs, tried: false }
      }
      // Blocked, or removed from the talk.
      case 403:
        return { at: 'failed', why: 'blocked' }
      case 404:
      case 410:
        return { at: 'failed', why: 'gone' }
      case 401:
        return later('secret', new Refusal(status), 10_000)
      // A gateway has waited in vain: what it had passed on may have arrived.
      case 504:
        return { at: 'unconfirmed' }
      case 408:
      case 412:
        return { at: 'retry', afterMs: 1000, tried: true }
    }
    if (status >= 500) return { at: 'retry', afterMs: 1000, tried: true }
    // Nobody follows: our token is not for whoever is named there.
    if (status < 400) return later('redirect', new Refusal(status), 60_000)
    trouble('refused', new Refusal(status))
    return { at: 'failed', why: 'refused' }
  }
}

/** The platform's id of the message; null when the answer broke off after the status: it was carried out all the same. */
function receiptIn(text: string): string | null {
  try {
    const id = record(JSON.parse(text))?.id
    return typeof id === 'string' ? id : null
  } catch {
    return null
  }
}

/** `Retry-After` is a number of seconds or a date. */
function pauseOf(retryAfter: string | null, now: number): number {
  const seconds = Number(retryAfter ?? Number.NaN)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter ?? '') - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 500), longestPauseMs) : 5_000
}
