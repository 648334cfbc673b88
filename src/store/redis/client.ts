import { createClient, createCluster, createSentinel, RESP_TYPES } from 'redis'
import type { Reply } from './reply.ts'

/** Where Redis is. Its password stands here and nowhere else: no error and no log names it. */
export interface RedisAddress {
  readonly kind: 'one' | 'cluster' | 'sentinel'
  /** Of `sentinel`: the sentinels. */
  readonly servers: readonly { readonly host: string; readonly port: number }[]
  /** A unix socket instead of servers. */
  readonly path: string | null
  readonly tls: boolean
  readonly user: string | null
  readonly password: string | null
  readonly database: number
  /** What the sentinels call it. */
  readonly master: string | null
}

export type Argument = string | Buffer

/** What we use of the library's three kinds of clients. */
export interface Client {
  connect(): Promise<unknown>
  evalSha(sha: string, call: { keys: string[]; arguments: Argument[] }): Promise<Reply>
  eval(text: string, call: { keys: string[]; arguments: Argument[] }): Promise<Reply>
  /** Waits for what is under way. */
  close(): Promise<unknown>
  /** At once. */
  destroy(): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

export interface Connected {
  readonly client: Client
  /** To each server that is written to. */
  each(command: readonly string[]): Promise<Reply[]>
  /** To every server, those included that only repeat: whoever listens may listen at any of them. */
  everywhere(command: readonly string[]): Promise<Reply[]>
}

/**
 * The limits are not the library's own: left alone it queues without end while Redis is away, and waits for ever on a
 * connection whose other end is gone.
 */
const limits = { disableOfflineQueue: true, commandsQueueMaxLength: 1000, pingInterval: 1000 } as const
const socket = {
  connectTimeout: 2000,
  socketTimeout: 3000,
  reconnectStrategy: (tries: number) => Math.min(50 * tries, 500),
} as const
const asBytes = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } as const
/** Nothing about this machine is told to the server, and nothing is asked of it that a plain Redis does not know. */
const plain = { disableClientInfo: true, maintNotifications: 'disabled' } as const

export function createRedisClient(address: RedisAddress): Connected {
  if (address.kind === 'cluster') return cluster(address)
  if (address.kind === 'sentinel') return sentinel(address)
  const [server] = address.servers
  const place = address.path !== null ? { path: address.path, tls: false as const } : { ...server, ...tlsOf(address) }
  const client = createClient({
    ...limits,
    ...plain,
    ...loginOf(address),
    database: address.database,
    socket: { ...socket, ...place },
    commandOptions: asBytes,
  })
  const each = async (command: readonly string[]) => [(await client.sendCommand([...command])) as Reply]
  return { client: asClient(client), each, everywhere: each }
}

function cluster(address: RedisAddress): Connected {
  const client = createCluster({
    rootNodes: address.servers.map((server) => ({ socket: server })),
    defaults: { ...limits, ...plain, ...loginOf(address), socket: { ...socket, ...tlsOf(address) } },
    commandOptions: asBytes,
  })
  const ask = (nodes: typeof client.masters, command: readonly string[]) =>
    Promise.all(nodes.map(async (node) => (await (await client.nodeClient(node)).sendCommand([...command])) as Reply))
  return {
    client: asClient(client),
    each: (command) => ask(client.masters, command),
    everywhere: (command) => ask([...client.masters, ...client.replicas], command),
  }
}

function sentinel(address: RedisAddress): Connected {
  const node = { ...limits, ...plain, ...loginOf(address), socket: { ...socket, ...tlsOf(address) } }
  const client = createSentinel({
    name: address.master ?? '',
    sentinelRootNodes: [...address.servers],
    nodeClientOptions: node,
    sentinelClientOptions: { ...plain, socket: { ...socket, ...tlsOf(address) } },
    // Its own watch over the sentinels tells it of a change at once; this is for a word that got lost.
    scanInterval: 1000,
    passthroughClientErrorEvents: true,
    commandOptions: asBytes,
  })
  const each = async (command: readonly string[]) => [(await client.sendCommand(false, [...command])) as Reply]
  return { client: asClient(client), each, everywhere: each }
}

/** Their types carry every module of Redis; of what we use all three are alike. */
const asClient = (client: object): Client => client as Client

const tlsOf = ({ tls }: RedisAddress) => (tls ? { tls: true as const } : {})

function loginOf({ user, password }: RedisAddress) {
  return { ...(user === null ? {} : { username: user }), ...(password === null ? {} : { password }) }
}

/** What all processes of a helpline hear. */
export interface Broadcast {
  publish(channel: string, message: Buffer): Promise<unknown>
  subscribe(channel: string, listener: (message: Buffer) => void): Promise<unknown>
  close(): void
}

/** Two connections: one that listens can do nothing else. Both come back by themselves, and listen again. */
export async function createBroadcast(address: RedisAddress): Promise<Broadcast> {
  const open = async (): Promise<BroadcastClient> => {
    const client = createRedisClient(address).client as unknown as BroadcastClient
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  const [speaker, listener] = [await open(), await open()]
  return {
    publish: (channel, message) => speaker.publish(channel, message),
    subscribe: (channel, heard) => listener.subscribe(channel, heard, true),
    close() {
      for (const client of [speaker, listener]) void Promise.resolve(client.destroy()).catch(() => undefined)
    },
  }
}

interface BroadcastClient extends Client {
  publish(channel: string, message: Buffer): Promise<unknown>
  subscribe(channel: string, listener: (message: Buffer) => void, asBytes: true): Promise<unknown>
}
