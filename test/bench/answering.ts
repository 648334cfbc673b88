import { createServer } from 'node:http'
import { platform } from './activities.ts'

/** A Bot API, and a Bot Framework, that answer at once and count what they are sent. */
export interface Answering {
  readonly root: string
  sent(): number
  close(): void
}

const answer =
  '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x","id":1,"is_bot":true,"first_name":"b","username":"b"}}'

export function startAnswering(): Promise<Answering> {
  let sent = 0
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      if (request.url?.endsWith('/sendMessage') || request.url?.includes('/activities')) sent++
      response.setHeader('content-type', 'application/json')
      response.end(platform(request) ?? answer)
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : 0
      resolve({
        root: `http://127.0.0.1:${port}`,
        sent: () => sent,
        close: () => server.closeAllConnections() ?? server.close(),
      })
    })
  })
}
