import type { CaseView } from '../../src/core/case-view.ts'
import type { StaffEvent } from '../../src/core/events.ts'
import type { Store } from '../../src/core/ports.ts'
import { interpretersLines, staffLines } from '../../src/core/reading.ts'
import { createConsoles } from '../../src/shift/consoles.ts'
import { vanishings } from '../../src/shift/vanished.ts'
import type { Deed, ShownButton, Wire } from '../wires/wire.ts'
import { deedOf, staffOf } from './deeds.ts'
import { colleagues, type Name, names } from './roster.ts'
import type { Life, Screen } from './stage.ts'
import { span, type Talk, type TalkLine } from './telling.ts'

/** Where a talk is played: it may die under the player's hands and come back (crash.ts). */
export interface Theatre {
  readonly store: Store
  readonly screen: Screen
  /** How the person's platform tells and shows. */
  readonly wire: Wire
  /** Does something with our process and waits until nothing is on its way; again after every crash. */
  act(work: (life: Life) => Promise<void>): Promise<void>
  clock: number
}

/** Plays a talk line by line; `check` is called for every line that expects something. */
export async function play(
  talk: Talk,
  theatre: Theatre,
  check: (line: TalkLine, met: boolean, seen: string) => void,
): Promise<void> {
  theatre.clock = Date.parse(talk.begins)
  let read = 0
  let count = 0
  let refused: string | null = null
  const consoles = createConsoles(() => theatre.clock)
  for (const name of names) consoles.came(name.toLowerCase())
  const { screen, wire } = theatre
  if (wire.opens && !talk.lines.some((line) => 'person' in line && line.person === '/start'))
    await does({ does: 'comes' })
  for (const line of talk.lines) {
    theatre.clock += 1000
    const event = `e${count++}`
    if ('person' in line)
      await does(line.person === '/start' ? { does: 'comes' } : { does: 'writes', text: line.person })
    else if ('taps' in line) await does({ does: 'taps', button: buttonOf(line.taps) })
    else if ('blocks' in line) await does({ does: 'leaves' })
    else if ('fails' in line) await breaksAt(line.fails, event)
    else if ('sends' in line) await does({ does: 'sends', media: line.sends })
    else if ('staff' in line && line.does === 'goes away') consoles.left(line.staff.toLowerCase())
    else if ('staff' in line) await works(line.staff, line.does, event)
    else if ('after' in line) {
      theatre.clock += span(line.after)
      await theatre.act((life) => life.relay.takeUp())
      for (const { conversation, event: gone } of vanishings(
        await theatre.store.cases({ open: true, max: 10 }),
        consoles,
        theatre.clock,
      ))
        await theatre.act((life) => life.handle.system(conversation, gone))
    } else if ('bot' in line || 'silence' in line) {
      const fresh = screen.shown.slice(read)
      read = screen.shown.length
      const seen = fresh.map(({ speaker, pieces }) => [speaker.name ?? '', ...pieces].join('\n')).join('\n')
      if ('silence' in line) check(line, fresh.length === 0, seen)
      else for (const words of [line.bot].flat()) check(line, seen.includes(words), seen)
    } else if ('desk' in line) {
      const state = deskState(await theCase())
      check(line, state === line.desk, state)
    } else if ('queue' in line) {
      const desk = (await theCase())?.desk ?? 'nowhere'
      check(line, desk === line.queue, desk)
    } else if ('question' in line) {
      const question = (await theCase())?.question ?? 'nothing'
      check(line, question === line.question, question)
    } else if ('refused' in line) check(line, refused === line.refused, String(refused))
    else {
      const page = await pageOf(line.reader)
      if ('sees' in line) for (const words of [line.sees].flat()) check(line, page.includes(words), page)
      else for (const words of [line.missing].flat()) check(line, !page.includes(words), page)
    }
  }

  async function does(deed: Deed): Promise<void> {
    const form = wire.form(deed)
    if (form === null) throw new Error(`${wire.name} cannot tell it: ${deed.does}.`)
    for (const inbound of await wire.read(form))
      await theatre.act((life) => life.handle.person({ ...inbound, person: 'c1' }))
  }

  async function breaksAt(text: string, id: string): Promise<void> {
    const [inbound] = await wire.read(wire.form({ does: 'writes', text }))
    if (!inbound) throw new Error(`${wire.name} cannot tell it: ${text}.`)
    const { channel, address, pastKeptBy, clientLanguage, at } = inbound
    const origin = { conversation: 'c1', channel, address, pastKeptBy, clientLanguage }
    await theatre.act((life) => life.handle.system('c1', { id, at, type: 'botFailed', text, origin }))
  }

  async function works(name: Name, doing: string, event: string): Promise<void> {
    const found = await theCase()
    const at = theatre.clock
    const asked: StaffEvent = {
      id: event,
      at,
      by: staffOf(name),
      case: found?.id ?? 'none',
      ...deedOf(doing, found, at),
    }
    await theatre.act(async (life) => {
      refused = (await life.handle.staff('c1', asked))?.why ?? null
    })
  }

  /** What stands on somebody's page: an interpreter's, or that of a consultant who may read all of the case. */
  async function pageOf(name: Name): Promise<string> {
    const { conversation } = await theatre.store.load('c1')
    const lines = await theatre.store.transcript('c1', 0, 1000)
    const { roles, desks } = colleagues[name]
    const interprets = roles.some((role) => role === 'interpreter')
    const found = await theCase()
    const id = name.toLowerCase()
    const seen = !conversation
      ? []
      : interprets
        ? interpretersLines(conversation, id, lines)
        : found
          ? staffLines(found, { id, desks, notes: true }, lines)
          : []
    return seen
      .map((one) => (one.mark ? `[${one.mark.key}]` : one.media ? `[${one.media.kind}] ${one.text}` : one.text))
      .join('\n')
  }

  /** The newest button with these words on it, or that does this, if it can still be tapped; else one of another day. */
  function buttonOf(words: string): ShownButton {
    const shown = screen.lines.flatMap(({ buttons }, i) =>
      buttons.flatMap(({ label, act }, at) => {
        const button = label.includes(words) || act === words ? screen.shown[i]?.buttons[at] : undefined
        return button ? [button] : []
      }),
    )
    const found = shown.findLast(wire.isAtHand) ?? shown.at(-1) ?? wire.old(words, words)
    if (!found) throw new Error(`${talk.file}: on ${wire.name} nobody can tap "${words}".`)
    return found
  }

  async function theCase(): Promise<CaseView | undefined> {
    const [open] = await theatre.store.cases({ open: true, max: 1 })
    return open ?? (await theatre.store.cases({ open: false, max: 1 }))[0]
  }
}

const interpreting = {
  none: '',
  ended: '',
  wanted: ', an interpreter is wanted',
  offered: ', asking interpreters',
  booked: ', an interpreter is booked',
} as const

function deskState(c: CaseView | undefined): string {
  if (!c) return 'nothing'
  if (c.state === 'closed') return 'closed'
  if (c.state === 'queued')
    return c.urgency === 'danger'
      ? 'waiting in danger'
      : c.interpretation === 'wanted'
        ? 'waiting for an interpreter'
        : c.desk === 'general'
          ? 'waiting'
          : `waiting at ${c.desk}`
  const third = c.interpretation === 'active' ? ` and ${c.interpreter?.name}` : interpreting[c.interpretation]
  const asleep = c.attention === 'sleeping' && c.interpretation !== 'booked' ? ', put off' : ''
  return `with ${c.by?.name}${third}${asleep}`
}
