import { ClientOfflineError, ErrorReply } from 'redis'

/** Nobody knows whether the last call was carried out. Whoever asks again is safe: scripts know a call that comes twice. */
export class RedisUnreachable extends Error {
  constructor(why: string) {
    super(`Redis does not answer (${why}). What was asked last may have been done or not; it is safe to ask again.`)
  }
}

/** Said by a server that will answer in a moment: it is starting, or another one is taking over. */
const passing = /^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|UNBLOCKED|MOVED|ASK)\b/
/** What Redis itself has answered is an answer, unless it will be another one in a moment. */
export const isPassing = (error: unknown): boolean => !(error instanceof ErrorReply) || passing.test(error.message)

export const isOffline = (error: unknown): boolean => error instanceof ClientOfflineError

/** The kind alone: the library's own words may name the server and who signs in there. */
export function nameOf(error: unknown): string {
  if (error instanceof ErrorReply) return error.message.split(' ', 1)[0] ?? 'refused'
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : error instanceof Error ? error.constructor.name : 'unknown'
}
