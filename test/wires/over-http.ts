import { createBotFramework } from '../../src/channels/botframework/botframework.ts'
import { createTelegram } from '../../src/channels/telegram/telegram.ts'
import type { Inbound } from '../../src/core/ports.ts'
import { BotApi } from '../platforms/bot-api.ts'
import type { Fault } from '../platforms/bot-faults.ts'
import { BotFramework, type BadDay as FrameworkDay } from '../platforms/bot-framework.ts'
import { teamsForms } from './botframework.ts'
import { shownOf, telegramForms } from './telegram.ts'
import { type BadDay, posted, somebody, type Wire } from './wire.ts'

const declined = 'I do not talk in groups.'
const noTrouble = (): void => {}

/** The whole channel over loopback, to a platform as strict as the real one. */
export async function telegramOverHttp(now: () => number): Promise<Wire> {
  const api = await BotApi.start()
  api.person(somebody)
  const heard: Inbound[] = []
  const channel = createTelegram({
    token: api.token,
    apiRoot: api.root,
    webhook: { url: 'https://helpline.example/telegram', secret: 'secret' },
    messagesPerSecond: Number.POSITIVE_INFINITY,
    now,
    declined,
    chatBurst: 3,
    chatMessagesPerSecond: 1,
    profiles: new Map(),
    openFile: async () => null,
    note: noTrouble,
    receive: async (inbound) => void heard.push(inbound),
    staffCame: async () => {},
    staffLeft: async () => {},
    trouble: noTrouble,
  })
  const forms = telegramForms()
  const day = (becomes: BadDay['becomes'], fault: Fault): BadDay => ({ becomes, plan: () => api.faults.plan(fault) })
  return {
    ...forms,
    badDays: new Map([
      ['too many requests', day('retry', { kind: 'flood', retryAfter: 3 })],
      ['blocked', day('failed', { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' })],
      ['cannot parse', day('failed', { kind: 'error', code: 400, description: "Bad Request: can't parse entities" })],
      ['moved elsewhere', day('moved', { kind: 'migrate', to: -1001 })],
      ['a page of a proxy', day('retry', { kind: 'page', status: 502 })],
      ['a page that is no error', day('unconfirmed', { kind: 'page', status: 200 })],
      ['reset, carried out', day('unconfirmed', { kind: 'reset', carriedOut: true })],
    ]),
    async read(form) {
      heard.length = 0
      await channel.update(posted(form))
      return [...heard]
    },
    async show(line, address = forms.address) {
      const before = api.sent.length
      const delivery = await channel.send({ conversation: 'c1', line }, address)
      return { delivery, shown: shownOf(api.sent.slice(before)) }
    },
    end: () => api.stop(),
  }
}

export async function botFrameworkOverHttp(now: () => number): Promise<Wire> {
  const platform = await BotFramework.start()
  platform.open('a:c1')
  const heard: Inbound[] = []
  const { appId, password, root } = platform
  const channel = await createBotFramework({
    appId,
    password,
    root,
    tenant: null,
    serviceHosts: [new URL(root).host],
    developing: true,
    publicUrl: null,
    messagesPerSecond: Number.POSITIVE_INFINITY,
    now,
    declined,
    receive: async (inbound) => void heard.push(inbound),
    trouble: noTrouble,
  })
  const { shownOf: shown, ...forms } = teamsForms(now, platform.service)
  const token = `Bearer ${platform.token()}`
  const day = (becomes: BadDay['becomes'], one: FrameworkDay): BadDay => ({ becomes, plan: () => platform.plan(one) })
  const status = (code: number, headers = {}): FrameworkDay => ({ kind: 'status', status: code, headers })
  return {
    ...forms,
    badDays: new Map([
      ['too many requests', day('retry', status(429, { 'retry-after': '3' }))],
      ['blocked', day('failed', status(403))],
      ['gone', day('failed', status(404))],
      ['our token is wrong', day('retry', status(401))],
      ['sent elsewhere', day('retry', status(307, { location: 'http://127.0.0.1:9/' }))],
      ['broken inside', day('retry', status(500))],
      ['a gateway waited in vain', day('unconfirmed', status(504))],
      ['reset before', day('unconfirmed', { kind: 'reset', carriedOut: false })],
      ['reset, carried out', day('unconfirmed', { kind: 'reset', carriedOut: true })],
    ]),
    async read(form) {
      heard.length = 0
      await channel.activity(posted(form), token, '127.0.0.1')
      return [...heard]
    },
    async show(line, address = forms.address) {
      const before = platform.said.length
      const delivery = await channel.send({ conversation: 'c1', line }, address)
      return { delivery, shown: shown(platform.said.slice(before).map(({ activity }) => activity)) }
    },
    end: () => platform.stop(),
  }
}
