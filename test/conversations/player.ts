import { readAct } from '../../src/core/acts.ts'
import type { CaseView } from '../../src/core/case-view.ts'
import type { StaffEvent } from '../../src/core/events.ts'
import type { Inbound, Store } from '../../src/core/ports.ts'
import { interpretersLines, staffLines } from '../../src/core/reading.ts'
import { createConsoles } from '../../src/shift/consoles.ts'
import { vanishings } from '../../src/shift/vanished.ts'
import { deedOf, staffOf } from './deeds.ts'
import { colleagues, type Name, names } from './roster.ts'
import { inbound, type Life, type Screen } from './stage.ts'
import { span, type Talk, type TalkLine } from './telling.ts'

/** Where a talk is played: it may die under the player's hands and come back (crash.ts). */
export interface Theatre {
  readonly store: Store
  readonly screen: Screen
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
  for (const line of talk.lines) {
    theatre.clock += 1000
    const event = `e${count++}`
    if ('person' in line) await says(said(line.person), event)
    else if ('taps' in line) await says(tapped(line.taps), event)
    else if ('blocks' in line) await says({ type: 'personLeft', why: 'blocked' }, event)
    else if ('fails' in line) await breaksAt(line.fails, event)
    else if ('sends' in line)
      await says({ type: 'personSent', media: { kind: line.sends, file: 'f1' }, caption: null }, event)
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
    } else if ('bot' in line) {
      const fresh = theatre.screen.lines
        .slice(read)
        .map((l) => l.text)
        .join('\n')
      read = theatre.screen.lines.length
      for (const words of [line.bot].flat()) check(line, fresh.includes(words), fresh)
    } else if ('silence' in line) {
      check(
        line,
        theatre.screen.lines.length === read,
        theatre.screen.lines
          .slice(read)
          .map((l) => l.text)
          .join('\n'),
      )
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

  async function says(what: Inbound['what'], event: string): Promise<void> {
    const at = theatre.clock
    await theatre.act((life) => life.handle.person(inbound(event, talk.channel, at, what)))
  }

  async function breaksAt(text: string, id: string): Promise<void> {
    const { person, ...origin } = inbound(id, talk.channel, theatre.clock, { type: 'personWrote', text })
    const failed = {
      ...({ id, at: theatre.clock, type: 'botFailed', text } as const),
      origin: { ...origin, conversation: person },
    }
    await theatre.act((life) => life.handle.system(person, failed))
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
    return seen.map((one) => (one.mark ? `[${one.mark.key}]` : one.text)).join('\n')
  }

  function tapped(label: string): Inbound['what'] {
    const shown = theatre.screen.lines
      .flatMap((l) => l.buttons)
      .findLast((b) => b.label.includes(label) || b.act === label)
    const act = readAct(shown?.act ?? label)
    if (!act) throw new Error(`${talk.file}: there is no button "${label}".`)
    return { type: 'personChose', act, label: shown?.label ?? label }
  }

  async function theCase(): Promise<CaseView | undefined> {
    const [open] = await theatre.store.cases({ open: true, max: 1 })
    return open ?? (await theatre.store.cases({ open: false, max: 1 }))[0]
  }
}

function said(text: string): Inbound['what'] {
  if (text === '/start') return { type: 'personCame', language: null }
  const act = text.startsWith('/') ? readAct(text === '/delete' ? 'erase' : text.slice(1)) : null
  return act ? { type: 'personChose', act, label: null } : { type: 'personWrote', text }
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
