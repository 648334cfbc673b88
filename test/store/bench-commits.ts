import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/core/ports.ts'
import type { DeliveryState } from '../../src/core/transcript.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { noRedis, startRedis } from '../platforms/redis-server.ts'
import { asked, conversation, minute, morning, said, toSay, turn } from './builders.ts'
import { testKeys } from './test-keys.ts'

/**
 * What one turn costs on each store, all in one run: CPU of this process per acknowledged commit (state + 2 lines), alone
 * and many at once; on Redis also how many calls it takes. Redis' own CPU is not in it.
 * `npm exec -- node test/store/bench-commits.ts`
 */
const sent: DeliveryState = { at: 'sent', receipt: '4711' }

async function measure(
  name: string,
  store: Store & { calls?(): number },
  rounds: number,
  size: number,
  settle: boolean,
): Promise<void> {
  const question = asked('Как продлить вид на жительство, если паспорт истёк?')
  const until = morning + 15 * minute
  const state = Array.from({ length: size }, (_, i) =>
    conversation(`c${`${name} ${i}`.padStart(32, '0')}`, { question }),
  )
  const round = async (n: number) => {
    const due = [{ name: 'forget-question', at: morning + n }] as const
    await Promise.all(
      state.map(async (c, i) => {
        const lines = [
          said(2 * n + 1, 'Как продлить вид на жительство, если паспорт истёк?'),
          toSay(2 * n + 2, 'Подайте заявление не позже чем за 30 дней до конца срока. '.repeat(6), { until }),
        ]
        const answer = await store.commit(turn(c, n, { event: `${name}:${n}-${i}`, lines, due }))
        if (answer.at !== 'done') throw new Error(answer.at)
        if (!settle || answer.fence === null) return
        await store.workOf(c.id, answer.fence)
        const outcome = { at: 'settled', state: sent } as const
        await store.settle({ conversation: c.id, fence: answer.fence, line: 2 * n + 2, outcome })
      }),
    )
  }
  const warm = Math.ceil(rounds / 5)
  for (let n = 0; n < warm; n++) await round(n)
  const calls = store.calls?.() ?? 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let n = warm; n < warm + rounds; n++) await round(n)
  const { user, system } = process.cpuUsage(cpu)
  const count = rounds * size
  const wall = ((performance.now() - start) * 1000) / count
  const per = (micros: number) => (micros / count).toFixed(1).padStart(7)
  const callsEach = store.calls ? `  calls ${((store.calls() - calls) / count).toFixed(2)}` : ''
  const rate = `${Math.round(1_000_000 / wall)}/s`.padStart(8)
  console.log(`${name.padEnd(44)} user ${per(user)} µs  system ${per(system)} µs  ${rate}${callsEach}`)
}

const dir = mkdtempSync(join(tmpdir(), 'bench-'))
const server = noRedis ? null : await startRedis()
const stores: [string, Store & { calls?(): number }][] = [
  ['memory', createMemoryStore()],
  ['sqlite', createSqliteStore({ dir, keys: testKeys })],
]
if (server) stores.push(['redis', await openRedisStore({ address: server.address, keys: testKeys })])
for (const [settle, what] of [
  [false, 'commit'],
  [true, 'commit + work + settle'],
] as const) {
  for (const size of [1, 50])
    for (const [name, store] of stores)
      await measure(`${name}: ${what}, ${size} at once`, store, size === 1 ? 2000 : 200, size, settle)
}
for (const [, store] of stores) await store.close()
await server?.stop()
rmSync(dir, { recursive: true })
