import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Registry } from 'prom-client'
import { HttpError } from './body.ts'

/** However often somebody asks, the store is read this seldom. */
const restMs = 2_000

/**
 * `GET /metrics` for Prometheus, who shows METRICS_TOKEN. `read` brings the gauges up to date. A store that does not
 * answer is no reason for silence: then the counters say so, and the gauges stay as they were.
 */
export function metricsRoute(
  registry: Registry,
  token: string,
  read: () => Promise<void>,
  failed: (error: unknown) => void,
  now: () => number,
): RequestHandler {
  const expected = digest(token)
  let readAt = Number.NEGATIVE_INFINITY
  return async (request, response) => {
    const [scheme, shown = ''] = (request.headers.authorization ?? '').split(' ')
    // Digests are of one length: how long the comparison takes tells nothing.
    const isKnown = timingSafeEqual(digest(shown), expected)
    if (scheme?.toLowerCase() !== 'bearer' || !isKnown) throw new HttpError(401, 'token', 'Wrong token.')
    if (now() - readAt >= restMs) {
      readAt = now()
      await read().catch(failed)
    }
    response
      .set('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
