import fc from 'fast-check'
import { readAddress, writeAddress } from '../../src/channels/botframework/address.ts'
import { readActivity } from '../../src/channels/botframework/read.ts'
import { activitiesOf } from '../../src/channels/botframework/shape.ts'
import { createPieces } from '../../src/channels/common/pieces.ts'
import { type Json, record } from '../../src/core/door.ts'
import type { Delivery } from '../../src/core/ports.ts'
import { buttonsOf, wrongIn } from '../platforms/connector-checks.ts'
import { TypedChoices } from './typed-choices.ts'
import { asShown, type Deed, posted, type Shown, type ShownButton, type Wire } from './wire.ts'

/** Teams without the network: its activities, and its own checks of what is sent. */
export function botFrameworkWire(now: () => number): Wire {
  const service = 'https://smba.trafficmanager.net/emea/'
  const sendPieces = createPieces<object>()
  const { shownOf, ...forms } = teamsForms(now, service)
  return {
    ...forms,
    // What the platform answers is the connector's, which has a network: over-http.ts.
    badDays: new Map(),
    read: async (form) => readActivity(posted(form), now())?.inbounds ?? [],
    async show(line, address = forms.address) {
      const sent: Json[] = []
      const to = readAddress(address)
      const post = async (activity: object): Promise<Delivery> => {
        const body = record(posted(activity)) ?? {}
        if (wrongIn(body, to?.conversation ?? '')) return { at: 'failed', why: 'refused' }
        sent.push(body)
        return { at: 'ok', receipt: null }
      }
      const delivery = to
        ? await sendPieces({ conversation: 'c1', line }, activitiesOf(line, to), post)
        : ({ at: 'failed', why: 'refused' } as const)
      return { delivery, shown: shownOf(sent) }
    },
  }
}

/** The half of the wire that needs no bot, and how its own half is seen. */
export function teamsForms(
  now: () => number,
  service: string,
): Omit<Wire, 'read' | 'show' | 'badDays'> & { shownOf(activities: readonly Json[]): Shown } {
  const choices = new TypedChoices()
  let count = 0
  const bot = '28:helpline'
  const conversation = { id: 'a:c1', conversationType: 'personal' }
  const around = (fields: object) => ({
    id: `a${++count}`,
    type: 'message',
    timestamp: new Date(now()).toISOString(),
    channelId: 'msteams',
    serviceUrl: service,
    from: { id: '29:c1' },
    recipient: { id: bot },
    conversation,
    ...fields,
  })
  return {
    name: 'botframework',
    address: writeAddress({
      channel: 'msteams',
      service,
      conversation: conversation.id,
      bot,
      user: '29:c1',
      tenant: null,
    }),
    repeats: true,
    opens: false,
    longest: 4000,
    typed: (text) => text,
    form: (deed) => around(told(deed, bot, choices)),
    isAtHand: (button) => typeof button.tap !== 'string' || choices.areNewest(button),
    old: (act, label) => ({ label, tap: { text: label, value: { act, label } } }),
    anything: fc.oneof(fc.jsonValue(), fc.object({ maxDepth: 3, key }).map(around)),
    shownOf(activities) {
      const texts = activities.flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
      const tappable = activities.flatMap(buttonsOf).map(
        ({ title, text, value }): ShownButton => ({
          label: title,
          tap: text === undefined ? { value } : { text, value },
        }),
      )
      if (tappable.length > 0) {
        choices.over()
        return asShown(texts, tappable)
      }
      const { words, labels } = listIn(texts)
      return asShown(words, choices.list(labels))
    },
  }
}

function told(deed: Deed, bot: string, choices: TypedChoices): object {
  switch (deed.does) {
    case 'comes':
      return { type: 'conversationUpdate', membersAdded: [{ id: bot }] }
    case 'writes':
      return { text: deed.text, textFormat: 'plain' }
    case 'taps':
      return typeof deed.button.tap === 'string'
        ? { text: choices.textFor(deed.button), textFormat: 'plain' }
        : Object(deed.button.tap)
    case 'sends':
      return { attachments: [{ contentType: contentOf[deed.media], contentUrl: 'https://x/1' }] }
    case 'leaves':
      return { type: 'installationUpdate', action: 'remove' }
  }
}

const contentOf = { voice: 'audio/ogg', picture: 'image/png', sticker: 'application/x-other' }

/** More choices than Teams can show as buttons stand as a list behind the words. */
function listIn(texts: readonly string[]): { readonly words: readonly string[]; readonly labels: readonly string[] } {
  const whole = texts.join('\n')
  const found = /\n\n(1\. [^\n]*(?:\n\d+\. [^\n]*)*)$/.exec(whole)
  if (!found) return { words: texts, labels: [] }
  const labels = (found[1] ?? '').split('\n').map((row) => row.replace(/^\d+\. /, ''))
  return { words: [whole.slice(0, found.index)], labels }
}

const key = fc.constantFrom(
  'type',
  'text',
  'value',
  'entities',
  'attachments',
  'conversation',
  'id',
  'act',
  'contentType',
  'action',
  'membersAdded',
  'channelData',
  'locale',
  'from',
  'recipient',
  'channelId',
)
