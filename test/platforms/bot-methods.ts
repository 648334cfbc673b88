import type { ApiMethods } from 'telegraf/types'
import { type Json, record } from '../../src/core/door.ts'

/** A call that the real API would refuse, in its own words. */
export class Refused extends Error {
  readonly code: number
  constructor(code: number, description: string) {
    super(description)
    this.code = code
  }
}

const bad = (description: string): Refused => new Refused(400, `Bad Request: ${description}`)

export interface Button {
  readonly text: string
  readonly callback_data: string
}

type Fields<Method extends keyof Api> = Parameters<Api[Method]>[0]
type Api = ApiMethods<unknown>

/**
 * The fields we know of each method: `true` = required. Stricter than the real API, which overlooks the others. telegraf's
 * types say that there is such a method with such a field.
 */
const known = {
  getMe: {},
  getWebhookInfo: {},
  getUpdates: { offset: false, limit: false, timeout: false, allowed_updates: false },
  setWebhook: {
    url: true,
    secret_token: true,
    max_connections: true,
    allowed_updates: true,
    drop_pending_updates: true,
  },
  deleteWebhook: { drop_pending_updates: false },
  getMyCommands: { language_code: false, scope: false },
  setMyCommands: { commands: true, language_code: false, scope: false },
  getMyDescription: { language_code: false },
  setMyDescription: { description: false, language_code: false },
  getMyShortDescription: { language_code: false },
  setMyShortDescription: { short_description: false, language_code: false },
  sendVenue: { chat_id: true, latitude: true, longitude: true, title: true, address: true },
  sendPhoto: { chat_id: true, caption: false, reply_markup: false },
  sendVoice: { chat_id: true, caption: false, reply_markup: false },
  sendAudio: { chat_id: true, caption: false, reply_markup: false },
  sendDocument: { chat_id: true, caption: false, reply_markup: false },
  sendChatAction: { chat_id: true, action: true },
  getFile: { file_id: true },
  editMessageReplyMarkup: { chat_id: true, message_id: true, reply_markup: false },
  sendMessage: { chat_id: true, text: true, link_preview_options: false, reply_markup: false },
  leaveChat: { chat_id: true },
  deleteMessages: { chat_id: true, message_ids: true },
  answerCallbackQuery: { callback_query_id: true, text: false, show_alert: false },
} satisfies { readonly [Method in keyof Api]?: { readonly [Field in keyof Fields<Method>]?: boolean } }
const methods: Readonly<Record<string, Readonly<Record<string, boolean>>>> = known

export function checkFields(method: string, payload: Json): void {
  const known = methods[method]
  if (!known) throw new Refused(404, 'Not Found: method not found')
  for (const [field, required] of Object.entries(known))
    if (required && payload[field] === undefined) throw bad(`${field} is missing`)
  for (const field of Object.keys(payload)) if (!(field in known)) throw bad(`${method} knows no ${field}`)
}

export function checkText(text: unknown): string {
  if (typeof text !== 'string') throw bad('text must be a string')
  if (text.trim() === '') throw bad('message text is empty')
  if (text.length > 4096) throw bad('message is too long')
  if (!text.isWellFormed()) throw bad('strings must be encoded in UTF-8')
  return text
}

export function checkKeyboard(markup: unknown): Button[] {
  if (markup === undefined) return []
  const rows = record(markup)?.inline_keyboard
  if (!Array.isArray(rows) || rows.length === 0) throw bad("can't parse reply keyboard markup JSON object")
  return rows.flatMap((row: unknown) => {
    if (!Array.isArray(row) || row.length === 0 || row.length > 8) throw bad('a row has 1 to 8 buttons')
    return row.map(checkButton)
  })
}

function checkButton(given: unknown): Button {
  const button = record(given)
  if (!button || typeof button.text !== 'string' || button.text.trim() === '') throw bad('text buttons need a text')
  const data = button.callback_data
  if (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID')
  return { text: button.text, callback_data: data }
}

export function checkCommands(payload: Json): void {
  const { commands, language_code: language } = payload
  if (!Array.isArray(commands) || commands.length === 0 || commands.length > 100) throw bad('1 to 100 commands')
  for (const one of commands.map(record)) {
    if (typeof one?.command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(one.command)) throw bad('BOT_COMMAND_INVALID')
    if (typeof one.description !== 'string' || one.description.length < 1 || one.description.length > 256)
      throw bad('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  checkLanguage(language)
}

export function checkLanguage(language: unknown): string {
  if (language === undefined || language === '') return ''
  if (typeof language !== 'string' || !/^[a-z]{2}$/.test(language)) throw bad('invalid language code specified')
  return language
}

export function checkDescription(words: unknown, most: number): string {
  if (typeof words !== 'string' || !words.isWellFormed() || words.length > most) throw bad('description is too long')
  return words
}

export function checkWebhook(payload: Json): { url: string; secret: string } {
  const { url, secret_token: secret, max_connections: most, allowed_updates: kinds } = payload
  const loopback = typeof url === 'string' && URL.canParse(url) && new URL(url).hostname === '127.0.0.1'
  if (typeof url !== 'string' || !(url.startsWith('https:') || loopback)) throw bad('bad webhook: HTTPS url needed')
  if (typeof secret !== 'string' || !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) throw bad('secret token is not allowed')
  if (typeof most !== 'number' || most < 1 || most > 100) throw bad('max_connections must be 1 to 100')
  if (!Array.isArray(kinds) || kinds.some((kind) => typeof kind !== 'string')) throw bad('allowed_updates')
  return { url, secret }
}

/** Messages of the bot's own, 1 to 100, none twice. */
export function checkDeleted(ids: unknown): number[] {
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100) throw bad('1 to 100 messages')
  if (new Set(ids).size !== ids.length || ids.some((id) => !Number.isInteger(id))) throw bad('message_ids')
  return ids.map(Number)
}

export const notModified = (): Refused =>
  bad(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
export const noSuchMessage = (): Refused => bad('message to edit not found')
export const noSuchAction = (): Refused => bad('wrong parameter action in request')
export const noSuchChat = (): Refused => bad('chat not found')
export const tooOld = (): Refused => bad('query is too old and response timeout expired or query ID is invalid')
export const webhookIsSet = (): Refused =>
  new Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
export const otherPoller = (): Refused =>
  new Refused(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
