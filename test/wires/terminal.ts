import { PassThrough, Writable } from 'node:stream'
import fc from 'fast-check'
import { createTerminal } from '../../src/channels/terminal/terminal.ts'
import type { Inbound } from '../../src/core/ports.ts'
import { TypedChoices } from './typed-choices.ts'
import { oneOf, type Shown, type Wire } from './wire.ts'

/** A keyboard and a screen: lines are typed in, text is printed out. */
export function terminalWire(now: () => number): Wire {
  const keyboard = new PassThrough()
  const screen = new Screen()
  const choices = new TypedChoices()
  const heard: Inbound[] = []
  let awaited = (): void => {}
  const terminal = createTerminal({
    input: keyboard,
    output: screen,
    now,
    clientLanguage: null,
    wrote: () => {},
    receive: async (inbound) => {
      heard.push(inbound)
      awaited()
    },
  })
  const ending = new AbortController()
  let running: Promise<void> | null = null
  /** Everything typed so far has been read when this comes back. */
  const mark = '\u0001read so far'
  const isMark = ({ what }: Inbound): boolean => what.type === 'personWrote' && what.text === mark

  return {
    name: 'terminal',
    address: 'terminal',
    repeats: false,
    opens: true,
    longest: Number.POSITIVE_INFINITY,
    // The Enter key ends a line, and so do the other signs for it.
    typed: (text) => text.replace(/[\r\n\u2028\u2029]+/g, ' '),
    form(deed) {
      switch (deed.does) {
        // The program is opened once.
        case 'comes':
          return running ? null : opened
        case 'writes':
          return this.typed(deed.text)
        case 'taps':
          return choices.textFor(deed.button)
        case 'sends':
        case 'leaves':
          return null
      }
    },
    isAtHand: (button) => choices.areNewest(button),
    // Nothing that was printed can be tapped.
    old: () => null,
    badDays: new Map(),
    anything: fc.string({ unit: 'binary' }),
    async read(form) {
      heard.length = 0
      running ??= terminal.run(ending.signal)
      if (form !== opened) keyboard.write(`${form}\n`)
      keyboard.write(`${mark}\n`)
      if (!heard.some(isMark)) await new Promise<void>((resolve) => (awaited = () => heard.some(isMark) && resolve()))
      return heard.filter((inbound) => !isMark(inbound) && (form === opened || inbound.what.type !== 'personCame'))
    },
    async show(line, address = 'terminal') {
      screen.printed.length = 0
      const delivery = await terminal.send({ conversation: 'c1', line }, address)
      const [words = '', ...rows] = screen.printed.map((text) => text.slice(0, -1))
      const labels = rows.map((row) => oneOf(/^ {3}\d+ {2}([\s\S]*)$/.exec(row)?.[1], `choice in "${row}"`))
      return { delivery, shown: { ...printed(words), buttons: choices.list(labels) } }
    },
    async end() {
      keyboard.end()
      await running
    },
  }
}

const opened = { opened: true }

/** The sign, the name of a human being, the words. */
function printed(text: string): Pick<Shown, 'speaker' | 'pieces'> {
  const [, sign, rest = ''] = /^(🤖|👤|🗣) ([\s\S]*)$/u.exec(text) ?? []
  if (sign === '🤖') return { speaker: { who: 'bot', name: null }, pieces: [rest] }
  const [name = '', ...words] = rest.split('\n')
  return { speaker: { who: sign === '👤' ? 'consultant' : 'interpreter', name }, pieces: [words.join('\n')] }
}

class Screen extends Writable {
  readonly printed: string[] = []

  constructor() {
    super({ decodeStrings: false })
  }

  override _write(text: string, _encoding: string, done: () => void): void {
    this.printed.push(text)
    done()
  }
}
