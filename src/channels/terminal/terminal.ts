import { createInterface } from 'node:readline'
import type { Channel, Receive } from '../../core/ports.ts'

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
      const speaker = line.from.who === 'bot' ? '🤖' : `👤 ${'name' in line.from ? line.from.name : ''}`
      print(`${speaker} ${line.text}`)
      line.buttons.forEach((button, i) => {
        print(`   ${i + 1}  ${button.label}`)
      })
      return { at: 'ok', receipt: null }
    },
    async run(signal) {
      const lines = createInterface({ input: options.input, signal })
      await receive({ type: 'personCame', language: null })
      for await (const text of lines) {
        if (text.trim() === '') continue
        options.wrote(text)
        await receive({ type: 'personWrote', text })
      }
    },
  }
}
