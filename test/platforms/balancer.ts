import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What stands before several equal processes: each request goes to the next one that answers. Nobody is sent to the same
 * process twice on purpose.
 */
export class Balancer {
  readonly #server: Server
  readonly #behind: string[] = []
  #turn = 0

  private constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const body = Buffer.concat(chunks)
        const pass = (tries: number): void => {
          const target = this.#behind[this.#turn++ % this.#behind.length]
          if (target === undefined || tries > this.#behind.length) return void outgoing.writeHead(502).end()
          const { method = 'GET', url = '/', headers } = incoming
          const call = request(target + url, { method, headers }, (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(outgoing)
            answer.on('error', () => outgoing.destroy())
          })
          // Nobody there: the next one. Something came back already: the caller finds the line cut.
          call.on('error', () => (outgoing.headersSent ? outgoing.destroy() : pass(tries + 1)))
          outgoing.on('close', () => call.destroy())
          call.end(body)
        }
        pass(0)
      })
    })
  }

  static async start(): Promise<Balancer> {
    const balancer = new Balancer()
    await new Promise<void>((resolve) => balancer.#server.listen(0, '127.0.0.1', resolve))
    return balancer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Which processes there are now. */
  leadTo(...urls: readonly string[]): void {
    this.#behind.splice(0, this.#behind.length, ...urls)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
