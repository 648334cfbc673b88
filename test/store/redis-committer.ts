import { createSecretKey } from 'node:crypto'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { tcp } from '../platforms/redis-server.ts'
import { conversation, interpretation, said, turn } from './builders.ts'

/**
 * A process to be killed, one of several: commits numbered events to four talks as fast as it can, decides again when
 * another was faster, and prints each number only once it is acknowledged. Arguments: socket, name, master key, id key,
 * first number.
 */
const [path = '', name = '', masterKey = '', idKey = '', first = '0'] = process.argv.slice(2)
const keys = { masterKey: createSecretKey(masterKey, 'base64'), idKey: createSecretKey(idKey, 'base64') }

try {
  const store = await openRedisStore({ address: { ...tcp(0), servers: [], path }, name, keys })
  const lane = async (id: string, start: number) => {
    for (let n = start; ; n += 4) {
      for (let done = false; !done; ) {
        const { conversation: found, version } = await store.load(id)
        const before = found ?? conversation(id)
        const lines = [said(before.lines + 1, `words ${n}`)]
        const services = [interpretation({ case: id, messages: n })]
        const answer = await store.commit(turn(before, version, { event: `telegram:${n}`, lines, services }))
        done = answer.at !== 'conflict'
      }
      process.stdout.write(`${n}\n`)
    }
  }
  await Promise.all([0, 1, 2, 3].map((i) => lane(`c${i}`, Number(first) + i)))
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : 'unknown')
  process.exit(1)
}
