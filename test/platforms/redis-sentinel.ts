import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { RedisAddress } from '../../src/store/redis/client.ts'
import { freePort, type RedisServer, startRedis, tcp } from './redis-server.ts'

export interface Watched {
  readonly master: RedisServer
  readonly replica: RedisServer
  /** By way of the sentinel. */
  readonly address: RedisAddress
  stop(): Promise<void>
}

/** A real master with a replica, and a real sentinel that puts the replica in the master's place. */
export async function startWatched(): Promise<Watched> {
  const master = await startRedis()
  const replica = await startRedis('--replicaof', '127.0.0.1', String(master.port))
  await until(() => replica.cli('info', 'replication').includes('master_link_status:up'))
  const port = await freePort()
  const settings = join(master.dir, 'sentinel.conf')
  const watch = ['down-after-milliseconds main 500', 'failover-timeout main 3000']
  const lines = [`monitor main 127.0.0.1 ${master.port} 1`, ...watch].map((line) => `sentinel ${line}`)
  writeFileSync(settings, [`port ${port}`, 'bind 127.0.0.1', `dir ${master.dir}`, ...lines, ''].join('\n'))
  const sentinel = spawn('redis-server', [settings, '--sentinel'], { stdio: 'ignore' })
  // Whom it does not know yet it cannot put in the master's place.
  const asked = ['-p', String(port), 'sentinel', 'replicas', 'main']
  const knows = () => spawnSync('redis-cli', asked, { encoding: 'utf8' }).stdout.includes(String(replica.port))
  await until(knows)
  return {
    master,
    replica,
    address: { ...tcp(port), kind: 'sentinel', master: 'main' },
    async stop() {
      sentinel.kill('SIGKILL')
      await once(sentinel, 'exit')
      await replica.stop()
      await master.stop()
    },
  }
}

async function until(is: () => boolean): Promise<void> {
  for (let tries = 0; !is(); tries++) {
    if (tries > 300) throw new Error('The servers did not come together.')
    await pause(50)
  }
}
