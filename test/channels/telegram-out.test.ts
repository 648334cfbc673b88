import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPace } from '../../src/channels/common/pace.ts'
import { TelegramApi } from '../../src/channels/telegram/api.ts'
import { createSender } from '../../src/channels/telegram/send.ts'
import { createFileSender } from '../../src/channels/telegram/send-file.ts'
import type { Delivery } from '../../src/core/ports.ts'
import type { Line } from '../../src/core/transcript.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { blocked } from '../platforms/bot-faults.ts'
import { toSay } from '../store/builders.ts'

const outgoing: readonly {
  what: string
  line: Partial<Line> & { text: string }
  /** The file's bytes, base64. */
  file?: string
  calls: readonly { method: string; payload: object; file?: { name: string; type: string } }[]
}[] = JSON.parse(readFileSync(join(import.meta.dirname, '../recorded/telegram-out.json'), 'utf8'))

let api: BotApi
let client: TelegramApi
beforeAll(async () => {
  api = await BotApi.start()
  api.person(700)
  client = new TelegramApi(api.token, api.root)
})
afterAll(async () => {
  await client.hangUp()
  await api.stop()
})

let numbers = 0

function sends(line: Partial<Line> & { text: string }, bytes: Uint8Array | null): Promise<Delivery> {
  const pace = createPace(Number.POSITIVE_INFINITY)
  const withFile = createFileSender(client, pace, Date.now, async (reference) => {
    expect(reference).toBe('kept')
    return bytes
  })
  const { text, ...change } = line
  const message = { conversation: 'c1', line: toSay(++numbers, text, { language: 'en', ...change }) }
  return createSender(client, pace, Date.now, withFile)(message, '700')
}

const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
const picture = { text: '', media: { kind: 'picture', file: 'kept' } } as const

describe('what goes out to Telegram, call by call', () => {
  it('there are 22 kinds', () => {
    expect(outgoing).toHaveLength(22)
  })

  it.each(outgoing)('$what', async ({ line, file, calls }) => {
    const before = [api.calls.length, api.sent.length] as const
    const bytes = file === undefined ? null : Buffer.from(file, 'base64')
    expect(await sends(line, bytes)).toMatchObject({ at: 'ok' })
    const made = api.calls.slice(before[0]).map(({ method, payload }) => ({ method, payload }))
    expect(made).toEqual(calls.map(({ method, payload }) => ({ method, payload })))
    for (const [i, sent] of api.sent.slice(before[1]).entries()) {
      const { name, type } = sent.file ?? {}
      expect(sent.file && { name, type }).toEqual(calls[i]?.file)
      if (sent.file) expect(sent.file.bytes).toEqual(bytes)
    }
    expect(api.wrong).toEqual([])
  })
})

describe('a file that does not get through at once', () => {
  it('is refused when it lies with us no more: the consultant sees that it did not arrive', async () => {
    const before = api.calls.length
    expect(await sends(picture, null)).toEqual({ at: 'failed', why: 'refused' })
    expect(await sends(picture, new Uint8Array())).toEqual({ at: 'failed', why: 'refused' })
    expect(api.calls).toHaveLength(before)
  })

  it('a picture that Telegram cannot show goes as a plain file', async () => {
    api.faults.plan(
      { kind: 'error', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
      { method: 'sendPhoto' },
    )
    expect((await sends(picture, jpeg)).at).toBe('ok')
    expect(api.sent.at(-1)?.file).toMatchObject({ field: 'document', name: 'file.jpg' })
    expect(api.sent.at(-1)?.text).toBe('')
  })

  it('of more than 10 MB a picture goes as a plain file at once', async () => {
    const large = Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024)])
    expect((await sends(picture, large)).at).toBe('ok')
    expect(api.sent.at(-1)?.file?.field).toBe('document')
    expect(api.sent.at(-1)?.file?.bytes.equals(large)).toBe(true)
  })

  it.each([
    [
      'a busy platform (429): as long as it says',
      { kind: 'flood', retryAfter: 1 },
      { at: 'retry', afterMs: 1000, tried: false },
    ],
    [
      'a page of a proxy (502): tried again',
      { kind: 'page', status: 502 },
      { at: 'retry', afterMs: 1000, tried: true },
    ],
    ['a lost answer: nobody knows', { kind: 'reset', carriedOut: true }, { at: 'unconfirmed' }],
    ['somebody who blocked the bot', blocked, { at: 'failed', why: 'blocked' }],
    [
      'a file that is refused in any form',
      { kind: 'error', code: 400, description: 'Bad Request: canary' },
      { at: 'failed', why: 'refused' },
    ],
  ] as const)('as with words: %s', async (_, fault, delivery) => {
    api.faults.plan(fault, { method: 'sendDocument' })
    expect(await sends({ text: '', media: { kind: 'file', file: 'kept' } }, jpeg)).toEqual(delivery)
    if (fault.kind === 'flood') await new Promise((resolve) => setTimeout(resolve, 1100))
  })

  it('a pin that Telegram refuses does not keep back the card', async () => {
    const fault = { kind: 'error', code: 400, description: 'Bad Request: wrong venue' } as const
    api.faults.plan(fault, { method: 'sendVenue' })
    const pin = { name: 'ICI', address: 'Rīga', latitude: 56.9, longitude: 24.1 }
    expect((await sends({ text: 'Rīga. Address', pin }, null)).at).toBe('ok')
    expect(api.sent.at(-1)?.text).toBe('Rīga. Address')
  })
})
