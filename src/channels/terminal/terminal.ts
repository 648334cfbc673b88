import { createInterface } from 'node:readline'
import { plainText } from '../../core/door.ts'
import type { Channel, Receive } from '../../core/ports.ts'
import { shown } from '../common/shown.ts'

export interface TerminalOptions {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly receive: Receive
  readonly now: () => number
  readonly clientLanguage: string | null
  /** Called with every text before it goes in: `--why` prints the ranking there. */
  readonly wrote: (text: string) => void
}

/** A talk in the terminal: one person, buttons as a numbered list (typing the number is a rule of the core). */
export function createTerminal(options: TerminalOptions): Channel {
  const { output, now } = options
  let count = 0
  const print = (text: string): void => void output.write(`${text}\n`)
  const receive = (what: Parameters<Receive>[0]['what']): Promise<void> =>
    options.receive({
      event: `terminal:${process.pid}:${count++}`,
      at: now(),
      channel: 'terminal',
      person: 'terminal',
      address: 'terminal',
      pastKeptBy: 'platform',
      clientLanguage: options.clientLanguage,
      what,
    })

  return {
    name: 'terminal',
    async send({ line }) {
      print(line.from.who === 'bot' ? `🤖 ${line.text}` : shown(line))
      line.buttons.forEach((button, i) => {
        print(`   ${i + 1}  ${button.label}`)
      })
      return { at: 'ok', receipt: null }
    },
    async run(signal) {
      await receive({ type: 'personCame', language: null })
      // Not before: lines that come while nobody asks for them yet are lost.
      const lines = createInterface({ input: options.input, signal })
      for await (const typed of lines) {
        const text = plainText(typed)
        if (text.trim() === '') continue
        options.wrote(text)
        await receive({ type: 'personWrote', text })
      }
    },
  }
}
