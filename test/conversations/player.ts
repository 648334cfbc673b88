import { readAct } from '../../src/core/acts.ts'
import type { CaseView } from '../../src/core/case-view.ts'
import type { StaffEvent } from '../../src/core/events.ts'
import type { Inbound, Store } from '../../src/core/ports.ts'
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
  for (const line of talk.lines) {
    theatre.clock += 1000
    const event = `e${count++}`
    if ('person' in line) await says(said(line.person), event)
    else if ('taps' in line) await says(tapped(line.taps), event)
    else if ('sends' in line) await says({ type: 'personSent', media: line.sends, file: 'f1', caption: null }, event)
    else if ('Anna' in line) await works('Anna', line.Anna, event)
    else if ('Ilze' in line) await works('Ilze', line.Ilze, event)
    else if ('after' in line) {
      theatre.clock += span(line.after)
      await theatre.act((life) => life.relay.takeUp())
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
    } else check(line, refused === line.refused, String(refused))
  }

  async function says(what: Inbound['what'], event: string): Promise<void> {
    const at = theatre.clock
    await theatre.act((life) => life.handle.person(inbound(event, talk.channel, at, what)))
  }

  async function works(name: 'Anna' | 'Ilze', doing: string, event: string): Promise<void> {
    const found = await theCase()
    const staff = { id: event, at: theatre.clock, by: { id: name.toLowerCase(), name }, case: found?.id ?? 'none' }
    const asked: StaffEvent =
      doing === 'claims'
        ? { ...staff, type: 'caseClaimed' }
        : doing === 'closes'
          ? { ...staff, type: 'caseClosed', outcome: null, tags: [] }
          : doing === 'returns'
            ? { ...staff, type: 'caseReturned' }
            : { ...staff, type: 'consultantWrote', text: doing, through: 'as-typed' }
    await theatre.act(async (life) => {
      refused = (await life.handle.staff('c1', asked))?.why ?? null
    })
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

function deskState(c: CaseView | undefined): string {
  if (!c) return 'nothing'
  if (c.state === 'queued')
    return c.urgency === 'danger'
      ? 'waiting in danger'
      : c.interpretation === 'wanted'
        ? 'waiting for an interpreter'
        : 'waiting'
  return c.state === 'claimed' ? `with ${c.by?.name}` : 'closed'
}
