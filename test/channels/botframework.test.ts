import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, addressOf, readAddress, writeAddress } from '../../src/channels/botframework/address.ts'
import { readActivity } from '../../src/channels/botframework/read.ts'
import { fileAccess, isAllowedService } from '../../src/channels/botframework/service.ts'
import { activitiesOf } from '../../src/channels/botframework/shape.ts'
import { wordsOf } from '../../src/channels/botframework/words.ts'
import { type Json, record } from '../../src/core/door.ts'
import { writeKept } from '../../src/core/kept-file.ts'
import type { Line, Media } from '../../src/core/transcript.ts'
import { wrongIn } from '../platforms/connector-checks.ts'
import { toSay } from '../store/builders.ts'

const recorded = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../recorded/${name}.json`), 'utf8'))
const incoming: {
  readonly read: readonly { what: string; activity: Json; inbounds: readonly object[] }[]
  readonly silent: readonly { what: string; activity: Json }[]
} = recorded('botframework-in')
const outgoing: readonly {
  what: string
  to: Address
  line: Partial<Line> & { text: string }
  sent: readonly object[]
}[] = recorded('botframework-out')
const now = Date.parse('2026-11-23T06:30:00Z')

const web = (fields: object): Json => ({
  ...incoming.read.find(({ what }) => what.startsWith('Web Chat'))?.activity,
  type: 'message',
  ...fields,
})

describe('activities of the platform, as Microsoft describes them', () => {
  it('sixteen that say something, sixteen that say nothing, sixteen of ours', () => {
    expect([incoming.read.length, incoming.silent.length, outgoing.length]).toEqual([16, 16, 16])
  })

  it.each(incoming.read)('$what', ({ activity, inbounds }) => {
    const read = readActivity(activity, now)
    expect(read?.inbounds.map(({ event, what }) => ({ event, what }))).toEqual(inbounds)
    for (const inbound of read?.inbounds ?? []) {
      expect(inbound).toMatchObject({ channel: 'botframework', at: now, pastKeptBy: 'platform' })
      expect(readAddress(inbound.address)).toEqual(addressOf(activity))
      // A reply to a certain message is refused after a while, and names are nobody's business.
      expect(inbound.address).not.toMatch(/Somebody|replyTo|activityId/)
    }
  })

  it.each(incoming.silent)('nothing is said to us: $what', ({ activity }) => {
    expect(readActivity(activity, now)).toEqual({ inbounds: [], group: null })
  })

  it('where several read along we are not at home: that we were added is declined, whatever is said is not heard', () => {
    const conversation = { isGroup: true, conversationType: 'groupChat', id: '19:g@thread.v2' }
    const added = web({ type: 'conversationUpdate', conversation, membersAdded: [{ id: 'helpline@AbC' }] })
    expect(readActivity(added, now)?.group?.address.conversation).toBe('19:g@thread.v2')
    expect(readActivity(web({ text: 'hi', conversation }), now)).toEqual({ inbounds: [], group: null })
  })

  it('the language of the client is a hint from its locale, or from what it says of itself', () => {
    const hints = incoming.read.map(({ activity }) => readActivity(activity, now)?.inbounds[0]?.clientLanguage)
    expect(new Set(hints)).toEqual(new Set(['lv', 'ru', 'en', 'fa']))
    for (const locale of [undefined, '', 'C', '*', 'constructor-x'])
      expect(readActivity(web({ text: 'a', locale }), now)?.inbounds[0]?.clientLanguage).toBeNull()
  })

  it.each(outgoing)('$what', ({ to, line: { text, ...change }, sent }) => {
    const activities = activitiesOf(toSay(1, text, { language: 'en', ...change }), to)
    expect(activities).toEqual(sent)
    for (const one of activities) expect(wrongIn(one as Json, to.conversation)).toBeNull()
  })

  it('anything at all is read or refused, and nothing breaks', () => {
    const odd = fc.object({
      key: fc.constantFrom(
        'type',
        'text',
        'value',
        'entities',
        'attachments',
        'conversation',
        'id',
        'act',
        'contentType',
        'mentioned',
        'isGroup',
        'action',
        'membersAdded',
        'channelData',
        'locale',
      ),
      maxDepth: 3,
    })
    fc.assert(
      fc.property(odd, (fields) => void readActivity(web(fields), now)),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.anything(), (body) => void readActivity(body, now)),
      { numRuns: 1000 },
    )
  })
})

describe('words', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replaceAll('\0', ''))
  const markup = fc.constantFrom(
    '&lt;',
    '&amp;amp;',
    '<b>',
    '</at>',
    '<at>x</at>',
    '**',
    '[a](b)',
    '&#8206;',
    '\u202e',
    '👨‍👩‍👧‍👦',
    ' ',
    '\n',
  )
  const hostile = fc.array(fc.oneof(anyText, markup), { maxLength: 8 }).map((parts) => parts.join(''))

  it('what somebody writes is what is read, letter for letter, in plain words and in Markdown', () => {
    for (const textFormat of ['plain', 'markdown', undefined])
      fc.assert(
        fc.property(hostile, (text) => void expect(wordsOf({ text, textFormat })).toBe(text)),
        { numRuns: 1000 },
      )
  })

  it('what a client has written as XML is what its person typed', () => {
    const escaped = (text: string): string =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
    fc.assert(
      fc.property(hostile, (text) => void expect(wordsOf({ text: escaped(text), textFormat: 'xml' })).toBe(text)),
      { numRuns: 1000 },
    )
  })

  it('entities that stand for no letter stay as they are', () => {
    for (const text of ['&#0;', '&#99999999;', '&#x110000;', '&nothing;', '&', '&;', '&#;'])
      expect(wordsOf({ text, textFormat: 'xml' })).toBe(text)
  })

  it('half characters are mended, and a NUL is taken out', () => {
    expect(wordsOf({ text: 'a\ud83d b\0c' })).toBe('a\ufffd bc')
    expect(wordsOf({ text: '&#xd800;', textFormat: 'xml' })).toBe('\ufffd')
  })

  it('what we say is sent letter for letter', () => {
    const to = outgoing[0]?.to as Address
    fc.assert(
      fc.property(hostile, (text) => {
        const [one] = activitiesOf(toSay(1, `x${text.toWellFormed()}`), to)
        const received = record(JSON.parse(JSON.stringify(one)))
        expect(received?.text).toBe(`x${text.toWellFormed()}`)
        expect(received?.textFormat).toBe('plain')
      }),
      { numRuns: 1000 },
    )
  })

  it('a text of 60,000 letters is read whole', () => {
    const text = 'Palīdziet! '.repeat(5500)
    expect(readActivity(web({ text }), now)?.inbounds[0]?.what).toEqual({ type: 'personWrote', text })
  })

  it.each([
    ['/start', { type: 'personCame', language: null }],
    ['/start fa', { type: 'personCame', language: 'fa' }],
    ['/delete', { type: 'personChose', act: { kind: 'erase' }, label: null }],
    ['/constructor', { type: 'personWrote', text: '/constructor' }],
  ])('commands work here, too: %s', (text, what) => {
    expect(readActivity(web({ text }), now)?.inbounds[0]?.what).toEqual(what)
  })
})

describe('buttons', () => {
  it("of last year lead to the menu when they mean nothing any more; a stranger's card does so, too", () => {
    for (const value of [{ act: 'no-such-thing:1', label: 'Old' }, { act: 7 }, { other: 'card' }])
      expect(readActivity(web({ value }), now)?.inbounds[0]?.what).toMatchObject({
        type: 'personChose',
        act: { kind: 'menu' },
      })
  })

  it('what is typed is never taken for one', () => {
    for (const text of ['menu', 'erase-yes', '{"act"', '{"action":"menu"}', '{"act":"menu"'])
      expect(readActivity(web({ text }), now)?.inbounds[0]?.what).toEqual({ type: 'personWrote', text })
  })
})

describe('the same thing twice', () => {
  const eventOf = (fields: object, at = now): string | undefined => readActivity(web(fields), at)?.inbounds[0]?.event

  it('a repeat by the platform, or by the page as a new activity, is the same event', () => {
    expect(eventOf({ text: 'a' })).toBe(eventOf({ text: 'a' }, now + 5_000))
    const data = { channelData: { clientActivityID: 'page-1' } }
    expect(eventOf({ text: 'a', id: 'x|1', ...data })).toBe(eventOf({ text: 'a', id: 'x|2', ...data }))
    const other = { from: { id: 'somebody-else' } }
    expect(eventOf({ text: 'a', ...data })).not.toBe(eventOf({ text: 'a', ...data, ...other }))
  })

  it('two edits of one message are two events; the same words in another talk are another', () => {
    const edit = { type: 'messageUpdate', text: 'a', id: 'm1' }
    expect(eventOf({ ...edit, timestamp: '1' })).not.toBe(eventOf({ ...edit, timestamp: '2' }))
    expect(eventOf({ text: 'a' })).not.toBe(eventOf({ text: 'a', conversation: { id: 'other' } }))
  })

  it('Teams tells twice that we were installed: one greeting', () => {
    const added = { type: 'conversationUpdate', membersAdded: [{ id: 'helpline@AbC' }], id: 'a' }
    expect(eventOf(added)).toBe(eventOf({ type: 'installationUpdate', action: 'add', id: 'b' }))
  })
})

describe('addresses', () => {
  it('come back as they were written, whatever the ids are', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
    const address = fc.record({ channel: id, service: id, conversation: id, bot: id, user: id, tenant: fc.option(id) })
    fc.assert(fc.property(address, (one) => void expect(readAddress(writeAddress(one))).toEqual(one)))
    for (const text of ['', 'x', '{}', '[]', 'null', '{"channel":1}']) expect(readAddress(text)).toBeNull()
  })

  it('our token goes to Microsoft and to listed hosts, by https', () => {
    const allowed = (url: string, extra: readonly string[] = [], loopback = false) =>
      isAllowedService(url, extra, loopback)
    for (const url of [
      'https://smba.trafficmanager.net/emea/',
      'https://webchat.botframework.com/',
      'https://europe.directline.botframework.com/',
    ])
      expect(allowed(url), url).toBe(true)
    for (const url of [
      'http://smba.trafficmanager.net/',
      'https://botframework.com/',
      'https://xbotframework.com/',
      'https://a.skype.com/',
      'https://smba.trafficmanager.net/?x=1',
      'https://smba.trafficmanager.net/#x',
      'https://u:p@smba.trafficmanager.net/',
      'ftp://a.botframework.com/',
      '',
    ])
      expect(allowed(url), url).toBe(false)
    expect(allowed('https://smba.infra.gcc.teams.microsoft.com/', ['smba.infra.gcc.teams.microsoft.com'])).toBe(true)
    expect(allowed('http://gcc.example/', ['gcc.example'])).toBe(false)
    expect(allowed('http://127.0.0.1:8/', ['127.0.0.1:8'])).toBe(false)
    expect(allowed('http://127.0.0.1:8/', ['127.0.0.1:8'], true)).toBe(true)
    expect(allowed('http://127.0.0.1:9/', ['127.0.0.1:8'], true)).toBe(false)
    expect(allowed('http://localhost:9/', ['localhost'], true)).toBe(true)
  })

  it('files are fetched from Microsoft and listed hosts alone; our token goes to its services, not to file stores', () => {
    const access = (url: string, extra: readonly string[] = [], loopback = false) => fileAccess(url, extra, loopback)
    expect(access('https://smba.trafficmanager.net/emea/v3/attachments/0-weu/views/original')).toBe(true)
    expect(access('https://webchat.botframework.com/attachments/x?sig=1')).toBe(true)
    expect(access('https://api.asm.skype.com/v1/objects/0/views/original')).toBe(true)
    expect(access('https://contoso-my.sharepoint.com/personal/x/download.aspx?tempauth=y')).toBe(false)
    for (const url of [
      'http://169.254.169.254/latest/meta-data',
      'https://169.254.169.254/',
      'https://sharepoint.com/x',
      'https://evilsharepoint.com/x',
      'https://x.sharepoint.com:8443/x',
      'https://x.sharepoint.com@evil.example/x',
      'http://x.sharepoint.com/x',
      'file:///etc/passwd',
      'data:text/plain,x',
      'http://127.0.0.1:8/x',
      `https://x.sharepoint.com/${'x'.repeat(2000)}`,
      '',
    ])
      expect(access(url), url).toBeNull()
    expect(access('http://127.0.0.1:8/x', ['127.0.0.1:8'], true)).toBe(true)
  })

  it('a file is shown where the channel can, and is a link everywhere else', () => {
    const media = (kind: 'picture' | 'file', type: string): Media => ({
      ...{ kind, type, name: 'letter ā.pdf' },
      file: writeKept({ id: 'i'.repeat(22), key: 'k'.repeat(43) }),
    })
    const link = `https://help.example/files/${'i'.repeat(22)}/${'k'.repeat(43)}/letter%20%C4%81.pdf`
    const to = outgoing[0]?.to as Address
    const line = toSay(1, '', { from: { who: 'consultant', name: 'Anna' } })
    const sent = (channel: string, one: Media) =>
      activitiesOf({ ...line, media: one }, { ...to, channel }, 'https://help.example')
    const shownAs = (one: Media) => [
      expect.objectContaining({ text: '👤 Anna' }),
      expect.objectContaining({
        attachments: [{ contentType: one.type, contentUrl: link, name: 'letter ā.pdf' }],
      }),
    ]
    const linked = [expect.objectContaining({ text: `👤 Anna\n📎 letter ā.pdf\n${link}`, textFormat: 'plain' })]
    const photo = media('picture', 'image/jpeg')
    const pdf = media('file', 'application/octet-stream')
    for (const channel of ['msteams', 'skype', 'webchat', 'directline'])
      expect(sent(channel, photo)).toEqual(shownAs(photo))
    for (const channel of ['skype', 'webchat', 'directline']) expect(sent(channel, pdf)).toEqual(shownAs(pdf))
    expect(sent('msteams', pdf)).toEqual(linked)
    expect(sent('sms', photo)).toEqual(linked)
  })
})
