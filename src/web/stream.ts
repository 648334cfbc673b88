import type { Request, Response } from 'express'

/** A comment line so often keeps proxies from closing a quiet stream. */
const pingMs = 15_000

export interface Stream {
  send(event: string, data: unknown): void
  onClose(listener: () => void): void
  end(): void
}

/** Server-sent events: readable with curl, passes proxies, authenticates like every other request. */
export function openStream(request: Request, response: Response, onPing: () => void = () => {}): Stream {
  const closers: (() => void)[] = []
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.write(': open\n\n')
  const ping = setInterval(() => {
    response.write(': ping\n\n')
    onPing()
  }, pingMs)
  request.on('close', () => {
    clearInterval(ping)
    for (const close of closers) close()
  })
  return {
    send: (event, data) => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    onClose: (listener) => void closers.push(listener),
    end: () => void response.end(),
  }
}
