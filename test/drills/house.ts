import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { BotApi } from '../platforms/bot-api.ts'
import { BotFramework } from '../platforms/bot-framework.ts'
import { type Env, type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

/** The real program in a process of its own, between both platforms; Anna works there. */
export interface House {
  readonly api: BotApi
  readonly platform: BotFramework
  readonly helpline: Helpline
  /** Stops the program and starts it on the same folder. */
  again(): Promise<void>
  /** Stops all; gives how many lines would still wait to be sent to somebody. */
  end(): Promise<number>
}

/** Few persons write here as fast as a whole country would: nobody is slowed. */
export const fewAsMany = { PERSON_BURST: '100000' }

export async function openHouse(more: Env = {}): Promise<House> {
  const api = await BotApi.start(100)
  const platform = await BotFramework.start()
  const dir = freshDir()
  await withStaff(dir, 'Anna')
  const env = {
    ...(await telegramEnv(api, 'webhook')),
    ...platform.env,
    ...fewAsMany,
    DATA_DIR: dir,
    TRUST_PROXY: '1',
    ...more,
  }
  let helpline = await startHelpline(env)
  await api.until(() => api.updates.webhook !== null, 'it has said where it is')
  return {
    api,
    platform,
    get helpline() {
      return helpline
    },
    async again() {
      await helpline.end()
      helpline = await startHelpline(env)
    },
    async end() {
      const printed = helpline.output()
      const code = await helpline.end()
      await api.stop()
      await platform.stop()
      if (code !== 0) throw new Error(`The helpline ended with ${code}.`)
      if (/canary/i.test(printed)) throw new Error('A word or a secret of somebody stands in the log.')
      return stuckIn(dir)
    },
  }
}

/** Lines that nobody has sent, and nobody has given up. */
async function stuckIn(dir: string): Promise<number> {
  const store = createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) })
  const work = await store.claimWork(Date.now() + 365 * 86_400_000, 1000, 1000)
  await store.close()
  return work.reduce((sum, { lines }) => sum + lines.length, 0)
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The value below which that share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
