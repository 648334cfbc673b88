import { createSecretKey } from 'node:crypto'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { conversation, interpretation, said, turn } from './builders.ts'

/**
 * A process to be killed: commits numbered events to four conversations as fast as it can, and prints each number only
 * once it is acknowledged. Arguments: directory, master key, id key, first number.
 */
const [dir = '', masterKey = '', idKey = '', first = '0'] = process.argv.slice(2)
const keys = { masterKey: createSecretKey(masterKey, 'base64'), idKey: createSecretKey(idKey, 'base64') }

try {
  const store = createSqliteStore({ dir, keys })
  const lane = async (id: string, start: number) => {
    for (let n = start; ; n += 4) {
      const { conversation: found, version } = await store.load(id)
      const before = found ?? conversation(id)
      const lines = [said(before.lines + 1, `words ${n}`)]
      const services = [interpretation({ case: id, messages: n })]
      const answer = await store.commit(turn(before, version, { event: `telegram:${n}`, lines, services }))
      if (answer.at !== 'done') throw new Error(`${n}: ${answer.at}`)
      process.stdout.write(`${n}\n`)
    }
  }
  await Promise.all([0, 1, 2, 3].map((i) => lane(`c${i}`, Number(first) + i)))
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : 'unknown')
  process.exit(1)
}
