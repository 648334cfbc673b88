import { setTimeout as pause } from 'node:timers/promises'
import type { RedisAddress } from '../../src/store/redis/client.ts'
import { type RedisServer, startRedis, tcp } from './redis-server.ts'

export interface RedisCluster {
  readonly servers: readonly RedisServer[]
  readonly address: RedisAddress
  stop(): Promise<void>
}

const slots = 16_384

/** Three real masters that share all slots. */
export async function startCluster(): Promise<RedisCluster> {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000']
  const servers = await Promise.all([0, 1, 2].map(() => startRedis(...settings)))
  const [first, ...others] = servers
  if (!first) throw new Error('no server')
  servers.forEach(({ cli }, i) => {
    cli('cluster', 'addslotsrange', String(Math.floor((i * slots) / 3)), String(Math.floor(((i + 1) * slots) / 3) - 1))
  })
  for (const { port } of others) first.cli('cluster', 'meet', '127.0.0.1', String(port))
  const isWhole = ({ cli }: RedisServer): boolean => {
    const info = cli('cluster', 'info')
    return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3')
  }
  for (let tries = 0; !servers.every(isWhole); tries++) {
    if (tries > 200) throw new Error('The cluster did not come together.')
    await pause(50)
  }
  return {
    servers,
    address: {
      ...tcp(first.port),
      kind: 'cluster',
      servers: servers.map(({ port }) => ({ host: '127.0.0.1', port })),
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}
