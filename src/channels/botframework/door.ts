import { hash } from 'node:crypto'
import type { Authentication } from './authentication.ts'
import { isAllowedService } from './service.ts'

/** Who may speak to us. Refusing is cheap: nobody makes us check signatures all day. */
export interface Door {
  /** Before the body is read. `wait`: that address has been refused too often. */
  look(header: string | undefined, from: string): Look
  /** Throws when nobody can say (the platform's keys cannot be had). */
  admits(header: string, channel: string, service: string, from: string): Promise<boolean>
}

export type Look = { readonly at: 'on' | 'refused' } | { readonly at: 'wait'; readonly seconds: number }

export interface DoorParts {
  readonly authentication: Authentication
  readonly serviceHosts: readonly string[]
  /** Loopback without https may be among the hosts. */
  readonly loopback: boolean
  readonly now: () => number
}

/** Tokens refused per address and minute before it has to wait; the platform itself is never refused. */
const mostRefused = 30
const minute = 60_000
/** The platform sends one token with many activities; checking it again each time costs as much as a whole answer. */
const trustedMs = 5 * minute
/** Three parts in letters of base64url. The platform's are about 1 KB. */
const shape = /^Bearer [\w-]{1,2000}\.[\w-]{1,4000}\.[\w-]{1,2000}$/

export function createDoor({ authentication, serviceHosts, loopback, now }: DoorParts): Door {
  const trusted = new Map<string, { readonly until: number; readonly uses: Set<string> }>()
  const refusals = new Map<string, { readonly since: number; count: number }>()

  return {
    look(header, from) {
      // Who has just been let in is not kept out by others behind the same proxy.
      if (header !== undefined && usesOf(header)) return { at: 'on' }
      const wait = waitOf(from)
      if (wait > 0) return { at: 'wait', seconds: Math.ceil(wait / 1000) }
      if (header !== undefined && shape.test(header)) return { at: 'on' }
      refuse(from)
      return { at: 'refused' }
    },
    async admits(header, channel, service, from) {
      if (channel === '' || !isAllowedService(service, serviceHosts, loopback)) return refuse(from)
      const use = `${channel} ${service}`
      if (usesOf(header)?.has(use)) return true
      const end = await authentication.check(header, channel, service)
      if (end === null) return refuse(from)
      trust(header, use, Math.min(end, now() + trustedMs))
      return true
    },
  }

  function usesOf(header: string): ReadonlySet<string> | null {
    const found = trusted.size > 0 ? trusted.get(nameOf(header)) : undefined
    return found && found.until > now() ? found.uses : null
  }

  function trust(header: string, use: string, until: number): void {
    if (trusted.size > 1000) trusted.clear()
    const name = nameOf(header)
    const found = trusted.get(name)
    // A later look at the same token does not make it live longer.
    if (found && found.until > now()) found.uses.add(use)
    else trusted.set(name, { until, uses: new Set([use]) })
  }

  function refuse(from: string): false {
    if (refusals.size > 10_000) refusals.clear()
    const found = refusals.get(from)
    if (found && found.since + minute > now()) found.count++
    else refusals.set(from, { since: now(), count: 1 })
    return false
  }

  function waitOf(from: string): number {
    const found = refusals.get(from)
    return found && found.count >= mostRefused ? Math.max(0, found.since + minute - now()) : 0
  }
}

/** Tokens are secrets: none lies about in our memory. */
const nameOf = (header: string): string => hash('sha256', header, 'base64url')
