import type { Conversation, Time } from '../conversation.ts'
import type { Decision } from '../effects.ts'
import { keepsWords } from './keeping.ts'
import { button, decision, notice, type Rules, refuse } from './rules.ts'

/** Long enough to open it, too short to be found by whoever holds the phone next. */
export const dataLinkMs: Time = 15 * 60_000

const ways = [button({ kind: 'erase' }, 'command.delete'), button({ kind: 'privacy' }, 'command.privacy')]

/**
 * "What do you know of me?" In the talk only how much and for how long: whoever looks over the person's shoulder reads no
 * old words. Those are behind a link that opens once.
 */
export function tellData(c: Conversation, at: Time, rules: Rules): Decision {
  const date = new Date(c.createdAt).toISOString().slice(0, 10)
  const known = { date, language: c.language?.tag ?? 'und' }
  if (!keepsWords(c)) return decision(c, notice('mydata.none', known, ways))
  const kept = { ...known, days: rules.keptDays, number: c.lines }
  const isOpen = c.handling.at === 'queued' || c.handling.at === 'claimed'
  const told = notice(isOpen ? 'mydata.open' : 'mydata.kept', kept, ways)
  if (!rules.dataLink) return decision(c, notice('mydata.ask'), told)
  const until = at + dataLinkMs
  return decision({ ...c, dataUntil: until }, notice('mydata.link', { url: rules.dataLink(c.id, until) }), told)
}

/** The first who opens the newest link has it; nobody after them. */
export function openData(c: Conversation, until: Time, at: Time): Decision {
  if (c.dataUntil !== until || at > until) return refuse(c, { why: 'no-link' })
  const { dataUntil: _, ...opened } = c
  return decision(opened)
}
