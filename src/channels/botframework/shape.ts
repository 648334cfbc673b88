import { pathOfKept } from '../../core/kept-file.ts'
import type { Button, Line, Media } from '../../core/transcript.ts'
import { shown } from '../common/shown.ts'
import { split } from '../common/split.ts'
import type { Address } from './address.ts'
import { type Limits, limitsOf } from './limits.ts'

/** A line as the activities its channel can show, in order. */
export function activitiesOf(line: Line, to: Address, publicUrl: string | null = null): readonly object[] {
  const { longest, buttons: limits, attaches } = limitsOf(to.channel)
  if (line.media && publicUrl) return withFile(line, line.media, to, publicUrl, attaches)
  const fits = limits !== null && line.buttons.length <= limits.most
  const text = fits || line.buttons.length === 0 ? shown(line) : `${shown(line)}\n\n${numbered(line.buttons)}`
  const words = split(text, longest).map((piece) => wordsTo(to, piece, line.language))
  if (!fits || line.buttons.length === 0) return words
  const actions = line.buttons.map((button) => actionOf(button, limits))
  if (limits.as === 'card') return [...words, cardTo(to, actions)]
  return words.map((one, i) => (i === words.length - 1 ? { ...one, suggestedActions: { actions } } : one))
}

/** Who sends it, then the file itself: Teams would tear the two apart. A link where files are not shown. */
function withFile(
  line: Line,
  media: Media,
  to: Address,
  publicUrl: string,
  attaches: Limits['attaches'],
): readonly object[] {
  const contentUrl = `${publicUrl}${pathOfKept(media)}`
  const { name = 'file', type: contentType = 'application/octet-stream' } = media
  const words = shown(line).trim()
  if (attaches === 'all' || (attaches === 'pictures' && media.kind === 'picture'))
    return [wordsTo(to, words, line.language), { ...messageTo(to), attachments: [{ contentType, contentUrl, name }] }]
  return [wordsTo(to, `${words}\n📎 ${name}\n${contentUrl}`, line.language)]
}

/** A message of plain words: nobody's stars, brackets or tags are markup. */
export const wordsTo = (to: Address, text: string, language: string | null): object => ({
  ...messageTo(to),
  text,
  textFormat: 'plain',
  ...(language ? { locale: language } : {}),
})

export const typingTo = (to: Address): object => ({ ...messageTo(to), type: 'typing' })

const cardTo = (to: Address, buttons: readonly object[]): object => ({
  ...messageTo(to),
  attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { buttons } }],
})

/** No `replyToId`: what is said later is no reply to a certain message. */
const messageTo = ({ channel, service, conversation, bot, user, tenant }: Address): object => ({
  type: 'message',
  channelId: channel,
  serviceUrl: service,
  conversation: { id: conversation, ...(tenant ? { tenantId: tenant } : {}) },
  from: { id: bot },
  recipient: { id: user },
})

function actionOf({ act, label }: Button, { tap, value: form }: NonNullable<Limits['buttons']>): object {
  const value = form === 'object' ? { act, label } : JSON.stringify({ act, label })
  return { type: tap, title: label, value, ...(tap === 'messageBack' ? { text: label, displayText: label } : {}) }
}

const numbered = (buttons: readonly Button[]): string => buttons.map(({ label }, i) => `${i + 1}. ${label}`).join('\n')
