import { longTalks } from './long-talks.ts'
import { conversations, growth, idle } from './memory.ts'
import { type Figure, type Options, type Part, progress, tableOf } from './table.ts'
import { turns } from './turns.ts'
import { processes } from './two-processes.ts'
import { webhook } from './webhook.ts'

const parts: Readonly<Record<string, { readonly part: Part; readonly measures: string }>> = {
  turns: {
    part: turns,
    measures: 'answered turns a second on one core, sqlite and Redis, with and without understanding',
  },
  webhook: {
    part: webhook,
    measures: 'from webhook to 200 at 50 updates a second, sqlite and Redis that syncs every write',
  },
  processes: { part: processes, measures: 'two processes on one Redis against one' },
  idle: { part: idle, measures: 'memory of a process right after its start' },
  growth: { part: growth, measures: 'what 100,000 messages add to memory (--messages 1000000: a million)' },
  conversations: {
    part: conversations,
    measures: 'memory at 100,000 open conversations (--messages: another number of them)',
  },
  talks: { part: longTalks, measures: 'what a turn takes as one talk grows to 10,000 lines' },
}
const groups: Readonly<Record<string, readonly string[]>> = { memory: ['idle', 'growth', 'conversations'] }

const usage = `npm run bench:capacity [-- PART ...] [--rounds 3] [--messages N]

What one helpline can carry, with the goal beside each figure. Parts, all of them if none is named:
${Object.entries(parts)
  .map(([name, { measures }]) => `  ${name.padEnd(14)}${measures}`)
  .join('\n')}
  memory        idle, growth, conversations

Medians over rounds. CPU times are those of the process under measurement alone; whatever else runs on the machine shows in
the waits all the same: measure when it is quiet. Redis parts need \`redis-server\`.`

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const option = (name: string): number | null => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? null : Number(args[at + 1])
}
const options: Options = { rounds: option('rounds') ?? 3, messages: option('messages') }
const named = args.filter((arg, i) => !arg.startsWith('--') && !args[i - 1]?.startsWith('--'))
const chosen = (named.length > 0 ? named : Object.keys(parts)).flatMap((name) => groups[name] ?? [name])
const unknown = chosen.filter((name) => !parts[name])
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}.\n\n${usage}`)
  process.exit(1)
}
const figures: Figure[] = []
for (const name of chosen) {
  progress(`${name} ...`)
  figures.push(...((await parts[name]?.part(options)) ?? []))
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
console.log(`\n${tableOf(figures)}`)
process.exit(0)
