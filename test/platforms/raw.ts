import { connect } from 'node:net'

/**
 * Bytes as they are, to a server that need not read them all: gives the status of the first answer, and how long it
 * took. The body may be promised (`content-length`) and never sent.
 */
export function raw(url: string, head: readonly string[], body: string | Buffer = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head.join('\r\n')}\r\nhost: ${hostname}\r\n\r\n`)
      if (body.length > 0) socket.write(body)
    })
    let text = ''
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer within 5 s')))
    socket.on('data', (bytes) => {
      text += bytes.toString()
      const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1]
      if (!status || !text.includes('\r\n\r\n')) return
      resolve({ status: Number(status), head: text.split('\r\n\r\n')[0] ?? '', ms: performance.now() - began })
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed without an answer')))
  })
}

export interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly ms: number
}
