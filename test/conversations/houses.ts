import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { loadKeys } from '../../src/store/keys.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import { openRedisStore } from '../../src/store/redis/store.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import type { RedisServer } from '../platforms/redis-server.ts'
import { freshKey } from '../store/test-keys.ts'
import { type CrashTheatre, crashTheatre } from './crash.ts'
import type { Talk, TalkLine } from './telling.ts'

export const met = (line: TalkLine, ok: boolean, seen: string): void =>
  expect(ok, `${JSON.stringify(line)}\nbut there was: ${seen}`).toBe(true)

export interface House {
  readonly theatre: CrashTheatre
  end(): Promise<void>
}

/** A theatre over a fresh store whose leases run by the theatre's own clock. */
export function inMemory(talk: Talk, crashAt = 0): House {
  const store = createMemoryStore({ now: () => theatre.clock })
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt)
  return { theatre, end: async () => {} }
}

/** The same over the store that ships: after a crash the files are opened anew, and only what is in them is left. */
export function onDisk(talk: Talk, crashAt = 0): House {
  const dir = mkdtempSync(join(tmpdir(), 'tilts-talk-'))
  const keys = loadKeys({ dataDir: dir, production: false })
  const open = () => createSqliteStore({ dir, keys, frozen: true, now: () => theatre.clock })
  let store = open()
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt, async () => {
    await store.close()
    store = open()
    return store
  })
  return {
    theatre,
    async end() {
      await store.close()
      rmSync(dir, { recursive: true })
    },
  }
}

let lives = 0

/** The same over a real Redis: after a crash another process comes to it, which remembers nothing. */
export async function onRedis(server: RedisServer, talk: Talk, crashAt = 0): Promise<House> {
  const keys = { masterKey: freshKey(), idKey: freshKey() }
  const name = `talk${process.pid}-${++lives}`
  const open = () =>
    openRedisStore({ address: server.address, name, keys, partitions: 4, frozen: true, now: () => theatre.clock })
  let store = await open()
  const theatre: CrashTheatre = crashTheatre(store, talk.channel, crashAt, async () => {
    await store.close()
    store = await open()
    return store
  })
  return { theatre, end: () => store.close() }
}
