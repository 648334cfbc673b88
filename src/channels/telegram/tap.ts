import { type Act, readAct } from '../../core/acts.ts'
import { type Json, plainText, record } from '../../core/door.ts'
import type { InboundBody } from '../../core/ports.ts'

/** A button that was tapped: it spins until it is answered. */
export interface Tap {
  readonly id: string
  /** The message under which it stands, as its buttons look once it is ticked; null: there is nothing to change. */
  readonly shown: { readonly chat: number; readonly message: number; readonly rows: Rows } | null
}

export interface TapButton {
  readonly text: string
  readonly callback_data: string
}
export type Rows = TapButton[][]

const tick = '✓ '
const withoutTick = (label: string): string => (label.startsWith(tick) ? label.slice(tick.length) : label)

/** Old buttons work for ever; one we never wrote leads to the menu. */
export function actOf(query: Json): InboundBody {
  const data = dataOf(query)
  const label = rowsOf(query)
    .flat()
    .find((button) => button.callback_data === data)?.text
  return {
    type: 'personChose',
    act: readAct(data) ?? { kind: 'menu' },
    label: label === undefined ? null : withoutTick(plainText(label)),
  }
}

/** Null when the query has no id: then nothing spins. */
export function tapOf(query: Json): Tap | null {
  if (typeof query.id !== 'string') return null
  const message = record(query.message)
  const chat = record(message?.chat)?.id
  const number = message?.message_id
  const rows = rowsOf(query)
  const after = ticked(rows, dataOf(query))
  if (typeof chat !== 'number' || typeof number !== 'number' || !after) return { id: query.id, shown: null }
  return { id: query.id, shown: { chat, message: number, rows: after } }
}

const dataOf = ({ data }: Json): string => (typeof data === 'string' ? data : '')

/** The buttons of the message, as the platform tells them; none for one that is too old to be seen (`date` is 0). */
function rowsOf(query: Json): Rows {
  const given = record(record(query.message)?.reply_markup)?.inline_keyboard
  if (!Array.isArray(given)) return []
  return given.slice(0, 100).flatMap((row: unknown) => {
    const buttons = Array.isArray(row) ? row.slice(0, 8).flatMap(buttonIn) : []
    return buttons.length > 0 ? [buttons] : []
  })
}

function buttonIn(given: unknown): readonly TapButton[] {
  const { text, callback_data: data } = record(given) ?? {}
  return typeof text === 'string' && typeof data === 'string' ? [{ text, callback_data: data }] : []
}

/**
 * Ticks the one that was tapped. A question has one answer: the other answers to it go, so that a second tap cannot take
 * back the first by mistake. Ways on (a person, the menu, a topic) stay and keep working. Null: nothing changes.
 */
export function ticked(rows: Rows, data: string): Rows | null {
  const question = questionOf(readAct(data))
  let changed = false
  const after = rows.map((row) =>
    row.flatMap((button) => {
      if (button.callback_data === data) {
        if (button.text.startsWith(tick)) return [button]
        changed = true
        return [{ ...button, text: tick + button.text }]
      }
      const goes = question !== null && questionOf(readAct(button.callback_data)) === question
      changed ||= goes
      return goes ? [] : [button]
    }),
  )
  return changed && after.flat().some((button) => button.callback_data === data)
    ? after.filter((row) => row.length > 0)
    : null
}

/** Which question an act answers; null: it answers none, it leads on. */
function questionOf(act: Act | null): string | null {
  switch (act?.kind) {
    case 'consent-yes':
    case 'consent-no':
      return 'consent'
    case 'erase-yes':
    case 'erase-no':
      return 'erase'
    case 'order-yes':
    case 'order-no':
      return 'order'
    case 'good':
    case 'bad':
      return 'helpful'
    case 'why':
    case 'rate':
    case 'danger':
    case 'speak':
    case 'prefer':
    case 'order-language':
      return act.kind
    default:
      return null
  }
}
