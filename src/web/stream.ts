import type { Request, Response } from 'express'

/** A comment line so often keeps proxies from closing a quiet stream. */
const pingMs = 15_000

export interface Stream {
  send(event: string, data: unknown): void
  onClose(listener: () => void): void
  end(): void
}

const open = { person: 0, console: 0 }
/** How many streams this process holds open. */
export const openStreams = (): Readonly<typeof open> => open

/** Server-sent events: readable with curl, passes proxies, authenticates like every other request. */
export function openStream(kind: keyof typeof open, request: Request, response: Response): Stream {
  const closers: (() => void)[] = []
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write(': open\n\n')
  const ping = setInterval(() => response.write(': ping\n\n'), pingMs)
  open[kind]++
  request.on('close', () => {
    open[kind]--
    clearInterval(ping)
    for (const close of closers) close()
  })
  return {
    send: (event, data) => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    onClose: (listener) => void closers.push(listener),
    end: () => void response.end(),
  }
}
