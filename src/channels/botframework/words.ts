import { type Json, plainText, record } from '../../core/door.ts'

/**
 * What the person has typed, letter for letter. Only with `textFormat: xml` have `<` and `&` been written as entities
 * by the client; in `plain` and `markdown` an `&lt;` is what somebody typed. Markup is never read: it is text.
 */
export function wordsOf(activity: Json): string {
  const { text, textFormat } = activity
  if (typeof text !== 'string') return ''
  const said = withoutMentions(text, activity)
  return plainText(textFormat === 'xml' ? withoutEntities(said) : said)
}

/** Clients put `<at>Name</at>` into the text and list it: ours is dropped, of others the name stays. What is not listed was typed. */
function withoutMentions(text: string, activity: Json): string {
  const us = record(activity.recipient)?.id
  const entities = Array.isArray(activity.entities) ? activity.entities.slice(0, 50).map(record) : []
  let said = text
  for (const entity of entities) {
    const tag = entity?.type === 'mention' ? entity.text : null
    if (typeof tag !== 'string' || tag === '' || !said.includes(tag)) continue
    const isUs = record(entity?.mentioned)?.id === us
    said = isUs ? said.replace(tag, '').trim() : said.replace(tag, () => tag.replace(/<\/?at[^<>]{0,100}>/g, ''))
  }
  return said
}

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
])

/** Once, so that `&amp;lt;` stays what somebody typed: `&lt;`. */
const withoutEntities = (text: string): string =>
  text.replace(/&(?:([a-z]{2,4})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return named.get(name.toLowerCase()) ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
