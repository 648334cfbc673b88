import { describe, expect, it } from 'vitest'
import { readUpdate } from '../../src/channels/telegram/read.ts'
import { type Rows, ticked } from '../../src/channels/telegram/tap.ts'

const rows = (...labels: readonly (readonly string[])[]): Rows =>
  labels.map((row) => row.map((data) => ({ text: `<${data}>`, callback_data: data })))
const shown = (after: Rows | null): readonly (readonly string[])[] | null =>
  after?.map((row) => row.map(({ text }) => text)) ?? null

describe('the tick on a button that was tapped', () => {
  it.each([
    ['consent', ['consent-yes', 'consent-no'], 'consent-yes', ['✓ <consent-yes>']],
    ['erasing', ['erase-yes', 'erase-no'], 'erase-no', ['✓ <erase-no>']],
    ['was it helpful?', ['good:a', 'bad:a'], 'bad:a', ['✓ <bad:a>']],
    ['what was wrong?', ['why:wrong:a', 'why:unclear:a', 'why:old:a'], 'why:old:a', ['✓ <why:old:a>']],
    ['rating', ['rate:good', 'rate:bad'], 'rate:good', ['✓ <rate:good>']],
    ['danger', ['danger:yes', 'danger:no'], 'danger:no', ['✓ <danger:no>']],
    ['an order', ['order-yes', 'order-no'], 'order-yes', ['✓ <order-yes>']],
    ['the language', ['speak:lv', 'speak:ru', 'speak:en'], 'speak:ru', ['✓ <speak:ru>']],
    [
      'the language of an order',
      ['order-language:fa', 'order-language:ar'],
      'order-language:fa',
      ['✓ <order-language:fa>'],
    ],
    ['who shall interpret', ['prefer:woman', 'prefer:man', 'prefer:any'], 'prefer:woman', ['✓ <prefer:woman>']],
  ])('a question has one answer: of %s only the tapped one stays', (_, row, tapped, after) => {
    expect(shown(ticked(rows(row), tapped))).toEqual([after])
  })

  it('ways on stay and keep working, beside an answer as well as in a menu', () => {
    expect(shown(ticked(rows(['topic:a', 'topic:b'], ['human']), 'topic:b'))).toEqual([
      ['<topic:a>', '✓ <topic:b>'],
      ['<human>'],
    ])
    expect(shown(ticked(rows(['good:a', 'bad:a'], ['human', 'menu']), 'good:a'))).toEqual([
      ['✓ <good:a>'],
      ['<human>', '<menu>'],
    ])
    expect(shown(ticked(rows(['speak:lv'], ['speak:ru'], ['menu']), 'speak:ru'))).toEqual([
      ['✓ <speak:ru>'],
      ['<menu>'],
    ])
  })

  it('is given once: a second tap on the same button changes nothing', () => {
    const once = ticked(rows(['topic:a', 'topic:b']), 'topic:a') ?? []
    expect(ticked(once, 'topic:a')).toBeNull()
    expect(shown(ticked(once, 'topic:b'))).toEqual([['✓ <topic:a>', '✓ <topic:b>']])
  })

  it('is given to no button that is not there, whatever somebody sends', () => {
    for (const data of ['human', 'consent-no', '', '__proto__', 'x'.repeat(64)])
      expect(ticked(rows(['consent-yes', 'menu']), data)).toBeNull()
  })

  it('leaves the buttons of other people’s making out: what we did not write we do not write again', () => {
    const chat = { id: 5, type: 'private' }
    const keyboard = [
      [{ text: 'Pay', url: 'https://evil.example' }],
      [{ text: 'Menu', callback_data: 'menu' }, 7],
      'nonsense',
    ]
    const message = { message_id: 3, date: 1, chat, reply_markup: { inline_keyboard: keyboard } }
    const callback_query = { id: 'q', from: { id: 5 }, data: 'menu', message }
    expect(readUpdate({ update_id: 1, callback_query }, 0)?.tap).toEqual({
      id: 'q',
      shown: { chat: 5, message: 3, rows: [[{ text: '✓ Menu', callback_data: 'menu' }]] },
    })
  })
})
