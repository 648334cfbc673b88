import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeliveryState } from '../../src/core/transcript.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { asked, conversation, minute, morning, said, toSay, turn } from './builders.ts'
import { testKeys } from './test-keys.ts'

/**
 * What one turn costs: CPU of this process per acknowledged commit (state + 2 lines), alone and in groups.
 * `npm exec -- node test/store/bench-commits.ts`
 */
const sent: DeliveryState = { at: 'sent', receipt: '4711' }

async function measure(name: string, rounds: number, size: number, settle: boolean): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'))
  const store = createSqliteStore({ dir, keys: testKeys })
  const question = asked('Как продлить вид на жительство, если паспорт истёк?')
  const until = morning + 15 * minute
  const state = Array.from({ length: size }, (_, i) => conversation(`c${String(i).padStart(32, '0')}`, { question }))
  const round = async (n: number) => {
    const due = [{ name: 'forget-question', at: morning + n }] as const
    await Promise.all(
      state.map(async (c, i) => {
        const lines = [
          said(2 * n + 1, 'Как продлить вид на жительство, если паспорт истёк?'),
          toSay(2 * n + 2, 'Подайте заявление не позже чем за 30 дней до конца срока. '.repeat(6), { until }),
        ]
        const answer = await store.commit(turn(c, n, { event: `telegram:${n}-${i}`, lines, due }))
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
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (let n = warm; n < warm + rounds; n++) await round(n)
  const { user, system } = process.cpuUsage(cpu)
  const count = rounds * size
  const wall = ((performance.now() - start) * 1000) / count
  const per = (micros: number) => (micros / count).toFixed(1).padStart(7)
  console.log(
    `${name.padEnd(34)} user ${per(user)} µs  system ${per(system)} µs  wall ${wall.toFixed(1).padStart(7)} µs`,
  )
  await store.close()
  rmSync(dir, { recursive: true })
}

await measure('commit, group of 1', 2000, 1, false)
await measure('commit, group of 50', 200, 50, false)
await measure('commit + work + settle, group of 1', 2000, 1, true)
await measure('commit + work + settle, group of 50', 200, 50, true)
