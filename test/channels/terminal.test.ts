import { PassThrough } from 'node:stream'
import { text as readAll } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { createTerminal } from '../../src/channels/terminal/terminal.ts'
import type { Inbound } from '../../src/core/ports.ts'
import { toSay } from '../store/builders.ts'

/** A terminal into which these lines were typed before anybody looked. */
async function typed(text: string) {
  const input = new PassThrough()
  const output = new PassThrough()
  const heard: Inbound['what'][] = []
  const terminal = createTerminal({
    input,
    output,
    now: () => 0,
    clientLanguage: null,
    wrote: () => {},
    receive: async ({ what }) => {
      // Storing takes a while.
      await new Promise((resolve) => setTimeout(resolve, 20))
      heard.push(what)
    },
  })
  input.end(text)
  await terminal.run(new AbortController().signal)
  return { terminal, output, heard }
}

it('what was typed, or piped in, while the greeting was on its way is read', async () => {
  const { heard } = await typed('one\ntwo\n')
  expect(heard.map((what) => ('text' in what ? what.text : what.type))).toEqual(['personCame', 'one', 'two'])
})

it('a NUL is taken out, and what is blank without it says nothing', async () => {
  const { heard } = await typed('a\0b\n\0\n')
  expect(heard.slice(1)).toEqual([{ type: 'personWrote', text: 'ab' }])
})

it('an interpreter is told apart from a consultant, and both from the bot', async () => {
  const { terminal, output } = await typed('')
  for (const from of [
    { who: 'bot' },
    { who: 'consultant', name: 'Anna' },
    { who: 'interpreter', name: 'Farid' },
  ] as const)
    await terminal.send({ conversation: 'c1', line: toSay(1, 'words', { from }) }, 'terminal')
  output.end()
  expect(await readAll(output)).toBe('🤖 words\n👤 Anna\nwords\n🗣 Farid\nwords\n')
})
