import type { ServerResponse } from 'node:http'
import type { Fault } from './bot-faults.ts'

/** False when the fault was the answer; true when the call is carried out all the same. */
export async function survives(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return true
    case 'reset':
      if (!fault.carriedOut) response.destroy()
      return fault.carriedOut
    case 'page':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html><h1>Bad Gateway</h1></html>')
      return false
    case 'error':
      reply(response, fault.code, { ok: false, error_code: fault.code, description: fault.description })
      return false
    case 'migrate': {
      const description = 'Bad Request: group chat was upgraded to a supergroup chat'
      reply(response, 400, { ok: false, error_code: 400, description, parameters: { migrate_to_chat_id: fault.to } })
      return false
    }
    case 'flood': {
      const description = `Too Many Requests: retry after ${fault.retryAfter}`
      const parameters = { retry_after: fault.retryAfter }
      reply(response, 429, { ok: false, error_code: 429, description, parameters })
      return false
    }
  }
}

/** An answer as the Bot API gives it. */
export function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Null for what is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
