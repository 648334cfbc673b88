import fc from 'fast-check'
import { TelegramError } from 'telegraf'
import { createPace } from '../../src/channels/common/pace.ts'
import { AnswerLost, NotNow, TelegramApi } from '../../src/channels/telegram/api.ts'
import { readUpdate } from '../../src/channels/telegram/read.ts'
import { createSender, longestMessage } from '../../src/channels/telegram/send.ts'
import { createFileSender } from '../../src/channels/telegram/send-file.ts'
import { record } from '../../src/core/door.ts'
import { type Button, checkFields, checkKeyboard, checkText, noSuchChat } from '../platforms/bot-methods.ts'
import { asShown, type Deed, posted, type ShownButton, somebody, type Wire } from './wire.ts'

/** Telegram without the network: its updates as it writes them, its own checks of what is sent. */
export function telegramWire(now: () => number): Wire {
  const paper = new Paper()
  const pace = createPace(Number.POSITIVE_INFINITY)
  const send = createSender(
    paper,
    pace,
    now,
    createFileSender(paper, pace, now, async () => null),
  )
  const forms = telegramForms()
  return {
    ...forms,
    badDays: badDays(paper),
    async read(form) {
      const inbound = readUpdate(posted(form), now())?.inbound
      return inbound ? [inbound] : []
    },
    async show(line, address = forms.address) {
      paper.sent.length = 0
      const delivery = await send({ conversation: 'c1', line }, address)
      return { delivery, shown: shownOf(paper.sent) }
    },
  }
}

/** The half of the wire that needs no bot. */
export function telegramForms(): Omit<Wire, 'read' | 'show' | 'badDays'> {
  let count = 870_000_000
  return {
    name: 'telegram',
    address: String(somebody),
    repeats: true,
    opens: false,
    longest: longestMessage,
    typed: (text) => text,
    form: (deed) => ({ update_id: ++count, ...told(deed) }),
    isAtHand: () => true,
    old: (act, label) => ({ label, tap: act }),
    anything: fc.oneof(fc.jsonValue(), fc.object({ maxDepth: 4, key }).map(aroundMessage)),
  }
}

const chat = { id: somebody, type: 'private' }
const from = { id: somebody, is_bot: false, first_name: 'Somebody', language_code: 'en-GB' }
const message = (content: object) => ({ message: { message_id: 1, date: 1, chat, from, ...content } })

function told(deed: Deed): object {
  switch (deed.does) {
    case 'comes':
      return message({ text: '/start' })
    case 'writes':
      return message({ text: deed.text })
    case 'taps': {
      const { label: text, tap } = deed.button
      const keyboard = { reply_markup: { inline_keyboard: [[{ text, callback_data: tap }]] } }
      return { callback_query: { id: 'q', from, data: tap, message: { message_id: 2, chat, ...keyboard } } }
    }
    case 'sends':
      return message(sent[deed.media])
    case 'leaves':
      return { my_chat_member: { chat, from, date: 1, new_chat_member: { status: 'kicked' } } }
  }
}

const sent = {
  voice: { voice: { file_id: 'f1', duration: 3 } },
  picture: { photo: [{ file_id: 'f0' }, { file_id: 'f1' }] },
  sticker: { sticker: { file_id: 'f1' } },
}

interface Posted {
  readonly text: string
  readonly buttons: readonly Button[]
}

export const shownOf = (messages: readonly Posted[]) =>
  asShown(
    messages.map(({ text }) => text),
    messages
      .flatMap(({ buttons }) => buttons)
      .map(({ text, callback_data }): ShownButton => ({ label: text, tap: callback_data })),
  )

/** telegraf's client as it is, up to the transport. */
class Paper extends TelegramApi {
  readonly sent: Posted[] = []
  readonly trouble: Error[] = []

  constructor() {
    super('1:t', 'http://127.0.0.1:9')
  }

  override callApi: TelegramApi['callApi'] = async (method, payload) => {
    const trouble = this.trouble.shift()
    if (trouble) throw trouble
    const body = record(posted(payload)) ?? {}
    try {
      checkFields(method, body)
      if (body.chat_id !== somebody) throw noSuchChat()
      this.sent.push({ text: checkText(body.text), buttons: checkKeyboard(body.reply_markup) })
    } catch (refused) {
      throw new TelegramError({ error_code: 400, description: String(refused) })
    }
    // As in api.ts: telegraf types results by the method's name.
    return { message_id: this.sent.length } as never
  }
}

const error = (code: number, description: string, parameters = {}) =>
  new TelegramError({ error_code: code, description, parameters })

const badDays = ({ trouble }: Paper): Wire['badDays'] =>
  new Map(
    (
      [
        ['too many requests', 'retry', error(429, 'Too Many Requests: retry after 3', { retry_after: 3 })],
        ['blocked by the person', 'failed', error(403, 'Forbidden: bot was blocked by the user')],
        ['account deleted', 'failed', error(403, 'Forbidden: user is deactivated')],
        ['moved elsewhere', 'moved', error(400, 'Bad Request: group upgraded', { migrate_to_chat_id: -1001 })],
        ['cannot parse entities', 'failed', error(400, "Bad Request: can't parse entities")],
        ['our token is wrong', 'retry', error(401, 'Unauthorized')],
        ['broken inside', 'retry', error(500, 'Internal Server Error')],
        ['no connection', 'retry', new NotNow('down')],
        ['answer lost', 'unconfirmed', new AnswerLost('reset')],
      ] as const
    ).map(([what, becomes, one]) => [what, { becomes, plan: () => void trouble.push(one) }]),
  )

const names = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat',
  'from',
  'text',
  'caption',
  'data',
]
const media = [
  'voice',
  'photo',
  'document',
  'venue',
  'location',
  'latitude',
  'longitude',
  'file_id',
  'poll',
  'id',
  'type',
]
const key = fc.constantFrom(...names, ...media, 'new_chat_member', 'status', 'reply_markup', 'inline_keyboard')
const aroundMessage = (fields: object): object => ({ update_id: 1, ...fields, ...message(fields) })
