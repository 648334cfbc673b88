import { parseArgs } from 'node:util'
import { createTerminal } from '../channels/terminal/terminal.ts'
import { createHandle } from '../engine/handle.ts'
import { createLanes } from '../engine/lanes.ts'
import { createRelay } from '../engine/relay.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createLive } from '../web/live.ts'
import { thinkingOf } from './thinking.ts'

const usage = `npm run talk -- [--lang fa] [--why]

Talk to the bot in this terminal. Buttons are numbered: type the number. Nothing is kept, nobody is called.

  --lang TAG   the language of the person's app (a hint, as on Telegram)
  --why        after each text, say how it was understood
  -h, --help   show this text`

const { values } = parseArgs({
  options: { lang: { type: 'string' }, why: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
if (values.help) console.log(usage)
else await talk(values.lang ?? null, values.why ?? false)

async function talk(clientLanguage: string | null, why: boolean): Promise<void> {
  const mind = thinkingOf(process.env)
  const store = createMemoryStore()
  const handle = createHandle({
    store,
    lanes: createLanes(),
    live: createLive(),
    mind: () => mind,
    now: Date.now,
    idOf: (channel, person) => `${channel}-${person}`,
    ready: (id, fence) => relay.ready(id, fence),
    failed: (_id, error) => console.error(error),
  })
  const terminal = createTerminal({
    input: process.stdin,
    output: process.stdout,
    receive: (inbound) => handle.person(inbound),
    now: Date.now,
    clientLanguage,
    wrote: (text) => {
      if (why)
        console.log(
          `   ${JSON.stringify(mind.understanding.understand(text, { client: clientLanguage, spoken: null, chosen: false }))}`,
        )
    },
  })
  const relay = createRelay({
    store,
    handle,
    channels: new Map([[terminal.name, terminal]]),
    now: Date.now,
    settled: (_id, _line, _outcome, error) => error === undefined || console.error(error),
  })
  const stopping = new AbortController()
  process.on('SIGINT', () => stopping.abort())
  const sending = relay.run(stopping.signal)
  await terminal.run(stopping.signal)
  await relay.idle()
  stopping.abort()
  await sending
}
