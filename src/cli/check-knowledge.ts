import { parseArgs } from 'node:util'
import { printFault } from '../knowledge/fault.ts'
import { loadKnowledge } from '../knowledge/load.ts'

const usage = `npm run check:knowledge -- [folder]

Reads all files of the knowledge folder and lists what an editor has to look at: faults first, then warnings.
The folder is, in this order: the one named, $KNOWLEDGE_DIR, ./knowledge.
Ends with 0 when there is no fault (warnings do not count), with 1 when there is.

  -h, --help   show this text`

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
})

if (values.help) console.log(usage)
else check(positionals[0] ?? process.env.KNOWLEDGE_DIR ?? './knowledge')

function check(dir: string): void {
  // A review day ends when it ends in Riga, not in London. Swedish writes days as 2026-11-22.
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' })
  const result = loadKnowledge(dir, today)
  if (!result.ok) for (const fault of result.faults) console.error(printFault(fault))
  for (const warning of result.warnings) console.log(`warning: ${printFault(warning)}`)
  if (!result.ok) {
    console.error(
      `${result.faults.length} fault(s), ${result.warnings.length} warning(s). Nothing is used until all faults are gone.`,
    )
    process.exitCode = 1
    return
  }
  const { topics, revision } = result.knowledge
  const phrasings = [...topics.values()].flatMap((topic) => Object.values(topic.questions).flat()).length
  const live = [...topics.values()].filter((topic) => topic.status === 'live').length
  console.log(
    `${topics.size} topics (${live} live), ${phrasings} phrasings, ${result.warnings.length} warning(s), revision ${revision}`,
  )
}
