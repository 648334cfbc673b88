import { ask } from '../platforms/consultant.ts'
import { webhookSecret } from '../platforms/helpline.ts'
import type { House } from './house.ts'

/** Somebody on a channel: how they post bytes, and what they have read. */
export interface Sender {
  readonly name: string
  readonly longest: number
  readonly url: string
  /** All that must be there to be let in. */
  readonly headers: Readonly<Record<string, string>>
  readonly post: (body: Buffer | string) => Promise<number>
  readonly body: (text: string) => object
  readonly read: () => Promise<readonly string[]>
}

/** One on each channel that has a door to the world. */
export async function sendersIn(house: House): Promise<readonly Sender[]> {
  return [onTelegram(house), await onWebchat(house), onFramework(house)]
}

const statusOf = async (
  url: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>>,
): Promise<number> => (await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers })).status

const json = { 'content-type': 'application/json' }

function onTelegram({ api, helpline }: House): Sender {
  const person = api.person(700)
  const url = `${helpline.url}/telegram`
  const headers = { ...json, 'x-telegram-bot-api-secret-token': webhookSecret }
  return {
    name: 'telegram',
    longest: 100_000,
    url,
    headers,
    post: (body) => statusOf(url, body, headers),
    body: (text) => person.message({ text }),
    read: async () => person.read.map(({ text }) => text),
  }
}

function onFramework({ platform, helpline }: House): Sender {
  const person = platform.person(helpline.url, 'msteams', 'odd')
  const url = `${helpline.url}/api/messages`
  const headers = { ...json, authorization: `Bearer ${platform.token()}` }
  return {
    name: 'botframework',
    longest: 100_000,
    url,
    headers,
    post: (body) => statusOf(url, body, headers),
    body: (text) => person.activity({ text, textFormat: 'plain' }),
    read: async () => person.read.map(({ text }) => text),
  }
}

async function onWebchat({ helpline }: House): Promise<Sender> {
  const domain = `${helpline.url}/v3/directline`
  const { token, conversationId } = (await ask(`${domain}/tokens/generate`, 'POST')).body
  const url = `${domain}/conversations/${conversationId}/activities`
  const headers = { ...json, authorization: `Bearer ${token}` }
  return {
    name: 'webchat',
    longest: 100_000,
    url,
    headers,
    post: (body) => statusOf(url, body, headers),
    body: (text) => ({ type: 'message', text }),
    read: async () => {
      const { activities } = (await ask(url, 'GET', undefined, headers)).body
      const said = (Array.isArray(activities) ? activities : []).filter((one) => one.from?.role === 'bot')
      return said.map((one) => String(one.text))
    },
  }
}
