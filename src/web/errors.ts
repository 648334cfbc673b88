import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorRequestHandler } from 'express'
import { HttpError } from './body.ts'

/** Noted without words of anybody. */
export type Failed = (what: string, error: unknown) => void

/** Express' way to `answerError`. */
export function errors(failed: Failed): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) next(error)
    else
      answerError(error, request, response, (failure) => failed(`${request.method} ${request.baseUrl || '/'}`, failure))
  }
}

/** What went wrong, for the client in a sentence; what is our own fault is noted by `failed`. */
export function answerError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  failed: (error: unknown) => void,
): void {
  if (error instanceof HttpError) {
    // What was not read will not be: the connection ends with the answer.
    const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers
    if (hasBody && !request.complete) response.setHeader('connection', 'close')
    if (error.retryAfter !== null) response.setHeader('retry-after', String(error.retryAfter))
    say(response, error.status, error.code, error.message)
  } else if (statusOf(error) < 500) {
    say(response, statusOf(error), 'request', 'This request cannot be read.')
  } else {
    failed(error)
    // Not durable: whoever sent it sends it again, and Telegram honours the pause.
    response.setHeader('retry-after', '5')
    say(response, 503, 'unavailable', 'Please try again in a moment.')
  }
}

function say(response: ServerResponse, status: number, code: string, message: string): void {
  const body = JSON.stringify({ error: { code, message } })
  response.statusCode = status
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500
