import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withLinks } from '../../src/channels/telegram/links.ts'
import { readUpdate } from '../../src/channels/telegram/read.ts'
import type { Json } from '../../src/core/door.ts'

const incoming: {
  readonly read: readonly { what: string; update: Json; read: object }[]
  readonly silent: readonly { what: string; update: Json }[]
} = JSON.parse(readFileSync(join(import.meta.dirname, '../recorded/telegram-in.json'), 'utf8'))
const now = Date.parse('2026-11-23T06:30:00Z')

describe('updates of Telegram, as its documentation shows them', () => {
  it('each kind is there once: 34 that say something, 20 that say nothing', () => {
    expect([incoming.read.length, incoming.silent.length]).toEqual([34, 20])
    expect(new Set([...incoming.read, ...incoming.silent].map(({ what }) => what)).size).toBe(54)
  })

  it.each(incoming.read)('$what', ({ update, read }) => {
    const { inbound } = readUpdate(update, now) ?? {}
    expect(inbound).toEqual({
      event: `telegram:${update.update_id}`,
      at: now,
      channel: 'telegram',
      person: '100200300',
      address: '100200300',
      pastKeptBy: 'platform',
      clientLanguage: 'lv',
      what: read,
    })
    // Of other people nothing is taken over: no name, no number, no title.
    expect(JSON.stringify(inbound)).not.toMatch(/canary|somebody|\+371/i)
  })

  it.each(incoming.silent)('nothing is said to us: $what', ({ update }) => {
    expect(readUpdate(update, now)).toEqual({
      updateId: update.update_id,
      inbound: null,
      staff: null,
      tap: null,
      group: null,
    })
  })

  it('anything at all is read or refused, and nothing breaks', () => {
    const field = fc.constantFrom(
      ...['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat', 'from', 'id', 'type', 'text'],
      ...[
        'entities',
        'photo',
        'document',
        'location',
        'venue',
        'reply_to_message',
        'quote',
        'caption',
        'url',
        'offset',
      ],
      ...['reply_markup', 'inline_keyboard', 'callback_data', 'data', 'file_id', 'message_id', '__proto__', 'length'],
    )
    const values = [fc.string(), fc.integer(), fc.constant('private'), fc.constant('text_link'), fc.constant(null)]
    const odd = fc.object({ key: field, values, maxDepth: 5, maxKeys: 8 })
    fc.assert(
      fc.property(odd, fc.boolean(), (body, framed) => {
        const chat = { id: 5, type: 'private' }
        const read = readUpdate({ update_id: 1, ...(framed ? { message: { chat, ...body } } : body) }, now)
        expect(read?.updateId).toBe(1)
        if (read?.inbound) expect(JSON.stringify(read.inbound)).toSatisfy((text: string) => text.isWellFormed())
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a file that somebody sends', () => {
  const fileNamed = (file_name: string) =>
    readUpdate(
      { update_id: 1, message: { chat: { id: 5, type: 'private' }, document: { file_id: 'x', file_name } } },
      now,
    )?.inbound?.what
  it('keeps the name its sender gave it, cut short and in whole letters', () => {
    expect(fileNamed(`${'a'.repeat(199)}😀.pdf`)).toMatchObject({ media: { name: `${'a'.repeat(199)}\ufffd` } })
    expect(fileNamed('')).toMatchObject({ media: { kind: 'file', file: 'x' } })
  })

  it('with sizes and lengths that are none has none', () => {
    const voice = { file_id: 'v', file_size: -1, duration: 'long' }
    const read = readUpdate({ update_id: 1, message: { chat: { id: 5, type: 'private' }, voice } }, now)
    expect(read?.inbound?.what).toMatchObject({ media: { kind: 'voice', file: 'v' } })
    expect(Object.keys(Object(read?.inbound?.what).media)).toEqual(['kind', 'file'])
  })
})

describe('addresses behind words', () => {
  const link = (text: string, word: string, url: string): string =>
    withLinks(text, [{ type: 'text_link', offset: text.indexOf(word), length: word.length, url }])

  it('stand after their words, letter for letter as a browser would go there', () => {
    expect(link('please click here!', 'here', 'https://example.org/x')).toBe(
      'please click here (https://example.org/x)!',
    )
    expect(link('https://example.org/', 'https://example.org/', 'https://example.org')).toBe('https://example.org/')
  })

  it.each([
    ['letters that only look alike', 'https://lаtvija.lv/', 'https://xn--ltvija-3nf.lv/'],
    ['a name before the host that pretends to be one', 'https://latvija.lv@evil.example/', 'https://evil.example/'],
    [
      'signs that turn the direction of writing',
      'https://evil.example/\u202efdp.exe',
      'https://evil.example/%E2%80%AEfdp.exe',
    ],
    ['an address without end', `https://evil.example/${'a'.repeat(500)}`, 'https://evil.example/…'],
  ])('show %s', (_, url, shown) => {
    expect(link('go', 'go', url)).toBe(`go (${shown})`)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not a url', 'file:///etc/passwd'])(
    'that lead nowhere a person goes are left out: %s',
    (url) => {
      expect(link('go', 'go', url)).toBe('go')
    },
  )

  it('never tear a letter, whatever places Telegram names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), fc.nat(30), (text, offset, length) => {
        const shown = withLinks(text, [{ type: 'text_link', offset, length, url: 'https://example.org/' }])
        expect(shown.replace(' (https://example.org/)', '')).toBe(text)
      }),
    )
  })
})
