import { readAct } from '../../core/acts.ts'
import { type Json, plainText, record } from '../../core/door.ts'
import type { Inbound, InboundBody } from '../../core/ports.ts'
import { readTyped } from '../common/commands.ts'
import { type Address, addressOf, idIn, personOf, writeAddress } from './address.ts'
import { mediaOf } from './media.ts'
import { wordsOf } from './words.ts'

/** What one activity says. */
export interface ReadActivity {
  readonly inbounds: readonly Inbound[]
  /** We were added where several people read along: that is declined. */
  readonly group: { readonly address: Address; readonly event: string } | null
}

const nothing: ReadActivity = { inbounds: [], group: null }

/** Parse at the door: an activity of the platform's -> `ReadActivity`; null when it is none. Asks nothing, throws never. */
export function readActivity(body: unknown, now: number): ReadActivity | null {
  const activity = record(body)
  const address = activity && addressOf(activity)
  if (!activity || !address || typeof activity.type !== 'string') return null
  // Some clients send our own words back to us.
  if (address.user === address.bot || record(activity.from)?.role === 'bot') return nothing
  if (isGroup(activity)) {
    const isNews = activity.type !== 'message' && cameIn(activity, address)
    return isNews ? { inbounds: [], group: { address, event: eventOf(activity, address, now, 'came') } } : nothing
  }
  const said = readSaid(activity, address)
  if (said === null) return nothing
  if (activity.type.startsWith('message') && nameOf(activity, address) === null) return null
  const inbounds = said.map((what, i): Inbound => {
    const event = eventOf(activity, address, now, what.type === 'personCame' ? 'came' : 'said')
    return {
      event: i === 0 ? event : `${event} ${i}`,
      at: now,
      channel: 'botframework',
      person: personOf(address),
      address: writeAddress(address),
      pastKeptBy: 'platform',
      clientLanguage: localeOf(activity),
      what,
    }
  })
  return { inbounds, group: null }
}

function readSaid(activity: Json, address: Address): readonly InboundBody[] | null {
  switch (activity.type) {
    case 'message':
      return readMessage(activity)
    case 'messageUpdate': {
      // The same event takes a deletion back.
      const kind = record(activity.channelData)?.eventType
      return kind === undefined || kind === 'editMessage' ? readMessage(activity) : null
    }
    case 'conversationUpdate':
    case 'contactRelationUpdate':
    case 'installationUpdate':
      if (cameIn(activity, address)) return [{ type: 'personCame', language: null }]
      return wentIn(activity, address) ? [{ type: 'personLeft', why: 'blocked' }] : null
    default:
      // Typing, read marks, reactions, the end of a page: nothing a person says.
      return null
  }
}

function readMessage(activity: Json): readonly InboundBody[] | null {
  const words = wordsOf(activity)
  const tapped = readTap(activity.value, words) ?? readTap(parsed(words), '')
  if (tapped) return [tapped]
  const media = mediaOf(activity)
  if (media.length > 0) {
    const caption = words.trim() === '' ? null : words
    return media.map((one, i) => ({ type: 'personSent', media: one, caption: i === 0 ? caption : null }))
  }
  const typed = readTyped(words)
  return typed ? [typed] : null
}

/** A button's value is `{act, label}`; Skype gives it back as text. Old buttons work for ever; one we never wrote leads to the menu. */
function readTap(value: unknown, words: string): InboundBody | null {
  const button = record(typeof value === 'string' ? parsed(value) : value)
  if (!button) return null
  const act = typeof button.act === 'string' ? readAct(button.act) : null
  if (!act && words.trim() !== '') return null
  const label = typeof button.label === 'string' ? plainText(button.label, 100) : words.trim()
  return { type: 'personChose', act: act ?? { kind: 'menu' }, label: label === '' ? null : label }
}

/** Only what looks like one of our buttons is read as one. */
function parsed(text: string): unknown {
  if (!text.startsWith('{"act":') || text.length > 500) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const holdsUs = (members: unknown, bot: string): boolean =>
  Array.isArray(members) && members.some((member) => record(member)?.id === bot)

const cameIn = (activity: Json, { bot }: Address): boolean =>
  activity.type === 'conversationUpdate' ? holdsUs(activity.membersAdded, bot) : activity.action === 'add'

const wentIn = (activity: Json, { bot }: Address): boolean =>
  activity.type === 'conversationUpdate' ? holdsUs(activity.membersRemoved, bot) : activity.action === 'remove'

/** In a group others would read along: only talks between one person and us are ours. */
function isGroup(activity: Json): boolean {
  const conversation = record(activity.conversation)
  const kind = conversation?.conversationType
  if (conversation?.isGroup === true || (typeof kind === 'string' && kind !== 'personal')) return true
  return activity.channelId === 'skype' && String(conversation?.id).startsWith('19:')
}

/**
 * The same activity is the same event, however often it is sent. Direct Line's clients repeat a message as a new
 * activity with their own id of it; an edit has the id of what it changes; Teams tells twice that we were added.
 */
function eventOf(activity: Json, address: Address, now: number, kind: 'came' | 'said'): string {
  const place = `botframework:${personOf(address)}`
  if (kind === 'came') return `${place} came ${Math.floor(now / 3_600_000)}`
  return `${place} ${nameOf(activity, address) ?? activity.type}`
}

function nameOf(activity: Json, { user }: Address): string | null {
  const data = record(activity.channelData)
  const own = idIn(data, 'clientActivityID') ?? idIn(data, 'clientActivityId')
  if (own !== null && activity.type === 'message') return `${user}+${own}`
  const id = idIn(activity, 'id')
  const time = idIn(activity, 'timestamp')
  return activity.type === 'messageUpdate' && id !== null ? `${id} edited ${time}` : (id ?? time)
}

function localeOf(activity: Json): string | null {
  const entities = Array.isArray(activity.entities) ? activity.entities.slice(0, 20).map(record) : []
  const client = entities.find((one) => one?.type === 'clientInfo')
  const locale = idIn(activity, 'locale') ?? idIn(client ?? null, 'locale')
  const language = locale?.split('-')[0]?.toLowerCase() ?? ''
  return /^[a-z]{2,3}$/.test(language) ? language : null
}
