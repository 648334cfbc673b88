import { connect, type Socket } from 'node:net'

/** Connections on which next to nothing is sent, as slowly as can be (slowloris); how each of them ended. */
export class Slow {
  readonly #sockets: Socket[] = []
  readonly #often: NodeJS.Timeout
  /** Statuses that were answered; 0 = closed without a word. */
  readonly ended: number[] = []

  constructor() {
    this.#often = setInterval(() => {
      for (const socket of this.#sockets) if (socket.writable) socket.write('x')
    }, 500)
  }

  /** `head` ends before its last line does, or before its body. */
  open(url: string, head: string, count: number): void {
    const { hostname, port } = new URL(url)
    for (let i = 0; i < count; i++) {
      const socket = connect(Number(port), hostname, () => socket.write(head))
      let status = 0
      socket.on('data', (bytes) => {
        status ||= Number(/^HTTP\/1\.1 (\d+)/.exec(bytes.toString())?.[1] ?? 0)
      })
      socket.on('error', () => undefined)
      socket.on('close', () => void this.ended.push(status))
      this.#sockets.push(socket)
    }
  }

  get held(): number {
    return this.#sockets.length - this.ended.length
  }

  leave(): void {
    clearInterval(this.#often)
    for (const socket of this.#sockets) socket.destroy()
  }
}
