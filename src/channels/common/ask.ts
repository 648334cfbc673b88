import type { Dispatcher } from 'undici'

export interface Reply {
  readonly status: number
  /** Cut short, or empty, when the connection broke after the status. */
  readonly text: string
  readonly retryAfter: string | null
}

/**
 * One request, its whole reply as text. `dispatch` is undici's own ground floor: `request` builds a stream for each
 * reply, and reading that costs as much as all the rest. Rejects when nothing was replied.
 */
export function ask(to: Dispatcher, request: Dispatcher.DispatchOptions, signal?: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let status = 0
    let retryAfter: string | null = null
    let stop = (): void => {}
    const chunks: Buffer[] = []
    const done = (): void => {
      signal?.removeEventListener('abort', stop)
      resolve({
        status,
        retryAfter,
        text: (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString(),
      })
    }
    to.dispatch(request, {
      onRequestStart(controller) {
        stop = () => controller.abort(signal?.reason)
        if (signal?.aborted) stop()
        else signal?.addEventListener('abort', stop, { once: true })
      },
      // 1xx only announces the real one.
      onResponseStart(_, code, headers) {
        if (code < 200) return
        status = code
        retryAfter = headers['retry-after']?.toString() ?? null
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd: done,
      onResponseError(_, error) {
        if (status > 0) return done()
        signal?.removeEventListener('abort', stop)
        reject(error)
      },
    })
  })
}

const refused = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']
const hungUp = ['UND_ERR_CLOSED', 'UND_ERR_DESTROYED']

/** The request never left: no connection, or one we have hung up ourselves. After any other error it may have arrived. */
export const carriedNothing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  [...refused, ...hungUp].includes(error.code)
