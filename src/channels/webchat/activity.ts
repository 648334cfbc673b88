import { readAct } from '../../core/acts.ts'
import { type Json, plainText, record } from '../../core/door.ts'
import type { Place } from '../../core/events.ts'
import { pathOfKept } from '../../core/kept-file.ts'
import type { LanguageTag } from '../../core/language.ts'
import type { InboundBody } from '../../core/ports.ts'
import type { Line } from '../../core/transcript.ts'

/** A line as a Direct Line 3.0 activity. What our own page needs beyond it stands in `channelData`. */
export function asActivity(line: Line, conversation: string, directionOf: (tag: LanguageTag) => 'ltr' | 'rtl') {
  const { who } = line.from
  const name = 'name' in line.from ? line.from.name : undefined
  return {
    type: 'message',
    id: `${conversation}|${String(line.number).padStart(7, '0')}`,
    timestamp: new Date(line.at).toISOString(),
    conversation: { id: conversation },
    channelId: 'webchat',
    from: { id: who, name: name ?? who, role: who === 'person' ? 'user' : 'bot' },
    text: line.text === '' && line.media?.kind === 'place' ? '📍' : line.text,
    ...(line.language ? { locale: line.language } : {}),
    ...attached(line),
    // Any Direct Line client can show these; ours shows `channelData.buttons`, which know their language.
    ...(line.buttons.length > 0
      ? {
          suggestedActions: {
            actions: line.buttons.map(({ act, label }) => ({ type: 'postBack', title: label, value: { act, label } })),
          },
        }
      : {}),
    channelData: {
      number: line.number,
      lang: line.language,
      dir: line.language ? directionOf(line.language) : 'ltr',
      speaker: who,
      ...(line.anew ? { anew: true } : {}),
      ...(line.event ? { clientActivityID: line.event.split(':').slice(2).join(':') } : {}),
      buttons: line.buttons.map((b) => ({
        act: b.act,
        label: b.label,
        ...(b.language ? { lang: b.language, dir: directionOf(b.language) } : {}),
      })),
    },
  }
}

/** What hangs on the line, where it is ours to give. */
function attached({ media }: Line): object {
  const contentUrl = pathOfKept(media)
  if (!media || !contentUrl) return {}
  const { name = 'file', type: contentType = 'application/octet-stream' } = media
  return { attachments: [{ contentType, contentUrl, name }] }
}

export interface ReadActivity {
  readonly what: InboundBody
  /** The page's own id of the message: the same id is the same message, however often it is sent. */
  readonly clientId: string | null
}

/** The page cuts longer texts by itself; other clients of Direct Line may not, and nothing of theirs is cut off. */
const longestText = 100_000

/** Parse at the door: a posted activity -> what the person did; null = nothing we know. */
export function readActivity(body: unknown): ReadActivity | null {
  const activity = record(body)
  if (!activity) return null
  const data = record(activity.channelData)
  const value = record(activity.value)
  const clientId = text(data?.clientActivityID, 100) ?? text(activity.id, 100)
  if (activity.type === 'event' && activity.name === 'start')
    return { what: { type: 'personCame', language: null }, clientId: 'start' }
  if (activity.type !== 'message') return null
  const place = placeIn(value)
  if (place)
    return { what: { type: 'personSent', media: { kind: 'place', file: null }, caption: null, place }, clientId }
  const act = typeof value?.act === 'string' ? readAct(value.act) : null
  const said = text(activity.text, longestText)
  if (act) return { what: { type: 'personChose', act, label: said ?? text(value?.label, 100) }, clientId }
  if (said === null || said.trim() === '') return null
  return { what: commandIn(said) ?? { type: 'personWrote', text: said }, clientId }
}

/** The language of the browser, as the page told it. */
export function browserLanguage(body: unknown): LanguageTag | null {
  const language = text(record(record(body)?.value)?.language, 35) ?? text(record(body)?.locale, 35)
  return language?.split('-')[0]?.toLowerCase() ?? null
}

/** `/delete` works wherever somebody has read of it. */
function commandIn(said: string): InboundBody | null {
  const word = /^\/([a-z]+)\s*$/.exec(said)?.[1]
  const act = word && readAct(word === 'delete' ? 'erase' : word)
  return act ? { type: 'personChose', act, label: said } : null
}

const text = (value: unknown, max: number): string | null => (typeof value === 'string' ? plainText(value, max) : null)

/** `value: { place: { latitude, longitude } }`, in degrees that exist: the browser gives them when the person agrees. */
function placeIn(value: Json | null): Place | null {
  const { latitude, longitude } = record(value?.place) ?? {}
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}
