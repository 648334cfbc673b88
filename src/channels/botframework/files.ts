import type { Dispatcher } from 'undici'
import type { Fetched } from '../../core/ports.ts'
import { download } from '../common/download.ts'
import type { Login } from './login.ts'

/** `true`: with our token, `false`: without it, null: nobody there is asked. */
export type AllowedFile = (address: string) => boolean | null

/**
 * Opens what hangs on a message, where it lies. The address came with a signed activity, but anybody can write one into a
 * message: only hosts that are allowed are asked.
 */
export function createFileFetch(over: Dispatcher, login: Login, isAllowed: AllowedFile) {
  return async (reference: string, most: number): Promise<Fetched> => {
    const withToken = isAllowed(reference)
    if (withToken === null) return { at: 'gone' }
    try {
      const headers: Record<string, string> = withToken ? { authorization: `Bearer ${await login.token()}` } : {}
      return await download(over, new URL(reference), headers, most)
    } catch {
      return { at: 'not-now' }
    }
  }
}
