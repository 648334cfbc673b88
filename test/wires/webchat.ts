import fc from 'fast-check'
import { createWebchat } from '../../src/channels/webchat/webchat.ts'
import { record } from '../../src/core/door.ts'
import { writeKept } from '../../src/core/kept-file.ts'
import type { Inbound } from '../../src/core/ports.ts'
import type { Line, Media } from '../../src/core/transcript.ts'
import { list } from '../platforms/consultant.ts'
import { type Deed, posted, type ShownButton, type Wire } from './wire.ts'

/** Our own page: posts Direct Line activities, and fetches what lies ready for it. */
export function webchatWire(now: () => number): Wire {
  const heard: Inbound[] = []
  let lying: readonly Line[] = []
  let count = 0
  const { channel, post, sent, activities } = createWebchat({
    live: { publish() {} },
    tokenKey: Buffer.alloc(32, 1),
    store: { transcript: async () => lying },
    receive: async (inbound) => void heard.push(inbound),
    now,
    idOf: (_channel, person) => person,
    directionOf: () => 'ltr',
  })
  return {
    name: 'webchat',
    address: 'page1',
    repeats: true,
    opens: false,
    longest: Number.POSITIVE_INFINITY,
    typed: (text) => text,
    form: (deed) => told(deed, `m${++count}`),
    isAtHand: () => true,
    old: (act, label) => ({ label, tap: { act, label } }),
    badDays: new Map(),
    anything: fc.oneof(
      fc.jsonValue(),
      fc.object({ maxDepth: 3, key }).map((fields) => ({ type: 'message', ...fields })),
    ),
    async read(form) {
      heard.length = 0
      // A file comes by a request of its own; by then it is kept.
      const { clientId, upload } = record(form) ?? {}
      if (upload) await sent('page1', String(clientId), upload as Media)
      else await post('page1', posted(form))
      return [...heard]
    },
    async show(line, address = 'page1') {
      lying = [line]
      const delivery = await channel.send({ conversation: 'c1', line }, address)
      const [activity] = list(record(posted(await activities(address, 0)))?.activities)
      const data = record(activity?.channelData)
      const who = String(data?.speaker)
      const name = who === 'bot' ? null : String(record(activity?.from)?.name)
      const buttons = list(data?.buttons).map(
        ({ act, label }): ShownButton => ({ label: String(label), tap: { act, label } }),
      )
      return { delivery, shown: { speaker: { who, name }, pieces: activity ? [String(activity.text)] : [], buttons } }
    },
  }
}

function told(deed: Deed, id: string): object | null {
  const message = { type: 'message', channelData: { clientActivityID: id } }
  switch (deed.does) {
    case 'comes':
      return { type: 'event', name: 'start', value: { language: 'en-GB' } }
    case 'writes':
      return { ...message, text: deed.text }
    case 'taps':
      return { ...message, text: deed.button.label, value: deed.button.tap }
    case 'sends': {
      const file = writeKept({ id: 'i'.repeat(22), key: 'k'.repeat(43) })
      return deed.media === 'sticker' ? null : { clientId: id, upload: { kind: deed.media, file, name: 'x' } }
    }
    // Nobody can tell that a page was closed for ever.
    case 'leaves':
      return null
  }
}

const key = fc.constantFrom(
  'type',
  'name',
  'text',
  'value',
  'act',
  'label',
  'channelData',
  'clientActivityID',
  'id',
  'locale',
)
