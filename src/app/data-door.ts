import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Store } from '../core/ports.ts'
import type { Line } from '../core/transcript.ts'
import type { Handle } from '../engine/handle.ts'
import type { DataLinks } from '../store/data-links.ts'
import type { Locales } from '../texts/locales.ts'
import type { Kept, KeptLine } from '../web/data-page.ts'
import type { DataDoor } from '../web/data-route.ts'
import type { AuditBook } from './audit.ts'

export interface DataParts {
  readonly links: DataLinks
  readonly store: Pick<Store, 'load' | 'transcript'>
  readonly handle: Pick<Handle, 'opened'>
  readonly person: Locales
  readonly now: () => number
  readonly audit: Pick<AuditBook, 'note'>
}

/** Where the link leads; null where nobody can reach us from outside. The demo is reached from this computer. */
export function dataLinkOf({ publicUrl, demo, port }: Pick<Config, 'publicUrl' | 'demo' | 'port'>, links: DataLinks) {
  const home = publicUrl ?? (demo && port > 0 ? `http://localhost:${port}` : null)
  if (home === null) return null
  return (conversation: string, until: number): string => `${home}/mydata/${links.write(conversation, until)}`
}

/** A talk of years: more nobody reads, and one answer must not hold everything. */
const mostLines = 10_000

/** What is kept of a person, for the person: their own words, and what was said to them. Notes are about the work of staff. */
export function createDataDoor({ links, store, handle, person, now, audit }: DataParts): DataDoor {
  return {
    async language(secret) {
      const link = links.read(secret)
      if (!link || link.until < now()) return null
      const { conversation: c } = await store.load(link.conversation)
      return c?.dataUntil === link.until ? (c.language?.tag ?? 'en') : null
    },
    async open(secret) {
      const link = links.read(secret)
      if (!link) return null
      const id = `data:${randomBytes(12).toString('base64url')}`
      const { conversation, until } = link
      const refused = await handle.opened(conversation, { id, at: now(), type: 'dataOpened', until })
      if (refused) return null
      const { conversation: c } = await store.load(conversation)
      // Erased meanwhile: then there is nothing, and nothing to show.
      if (!c) return null
      audit.note(null, 'took along', conversation)
      const lines = await store.transcript(conversation, 0, mostLines)
      return { language: c.language?.tag ?? 'en', since: dayOf(c.createdAt), lines: lines.filter(isTheirs).map(shown) }
    },
    say: (key, language) => person.i18n.t(key, { lng: language ?? 'en' }),
  }
}

const isTheirs = ({ seenBy, mark }: Line): boolean => seenBy === 'all' && mark === null

function shown({ at, from, text, media }: Line): KeptLine {
  const name = 'name' in from ? from.name : from.who
  return { at: new Date(at).toISOString(), from: name, text, ...(media ? { file: media.name ?? media.kind } : {}) }
}

const dayOf = (at: number): Kept['since'] => new Date(at).toISOString().slice(0, 10)
