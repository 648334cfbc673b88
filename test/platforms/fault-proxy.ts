import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** Between us and a server: it passes everything on, until it is told to behave as bad networks do. */
export class FaultProxy {
  readonly port: number
  /** Answers come so much later, in milliseconds. */
  latency = 0
  /** Nothing passes, and nobody is told: a connection whose other end is gone. */
  blackhole = false
  /** Answers that have passed so far, in pieces as they came. */
  answers = 0
  /** The answer that is lost, with its connection, after the server has done what was asked. */
  dropAnswer = 0
  readonly #open = new Set<Socket>()
  /** Connections from before this number are dead. */
  #deadBefore = 0
  #joined = 0
  readonly #close: () => void

  private constructor(port: number, close: () => void) {
    this.port = port
    this.#close = close
  }

  /** `to`: a unix socket. */
  static async start(to: string): Promise<FaultProxy> {
    const server = createServer((near) => proxy.#join(near, createConnection(to)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    const proxy = new FaultProxy(address.port, () => server.close())
    return proxy
  }

  #join(near: Socket, far: Socket): void {
    const number = this.#joined++
    const isDead = () => this.blackhole || number < this.#deadBefore
    const end = () => [near, far].forEach((socket) => void socket.destroy())
    for (const socket of [near, far]) {
      this.#open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        this.#open.delete(socket)
        end()
      })
    }
    near.on('data', (bytes) => {
      if (!isDead()) far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (isDead()) return
      if (++this.answers === this.dropAnswer) return end()
      if (this.latency === 0) near.write(bytes)
      else setTimeout(() => near.write(bytes), this.latency)
    })
  }

  /** On the connections that there are nothing passes any more, for ever; new ones are good. */
  cutUnseen(): void {
    this.#deadBefore = this.#joined
  }

  stop(): void {
    this.#close()
    for (const socket of this.#open) socket.destroy()
  }
}
