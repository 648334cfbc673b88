import { setTimeout as pause } from 'node:timers/promises'
import { ErrorReply } from 'redis'
import { type Argument, type Connected, createRedisClient, type RedisAddress } from './client.ts'
import type { Reply } from './reply.ts'
import type { Script } from './scripts.ts'
import { createSilence } from './silence.ts'
import { isOffline, isPassing, nameOf, RedisUnreachable } from './trouble.ts'

export interface Wire {
  /** Runs a script, again when the connection broke before its answer came. Gives up with `RedisUnreachable` in time. */
  run(script: Script, keys: readonly string[], args: readonly Argument[]): Promise<Reply>
  /**
   * Asks several partitions: with one call where all lie on one server, with one each on a cluster. `keys`: of each
   * partition. Gives the answers, each with the partitions it is about.
   */
  runOver(script: Script, keys: readonly (readonly string[])[], args: readonly Argument[]): Promise<Reply[]>
  /** Waits for the first answer, for so many milliseconds. Throws what is wrong with the connection. */
  answers(ms: number): Promise<void>
  /** A command to each server that is written to. */
  each(command: readonly string[]): Promise<Reply[]>
  everywhere(command: readonly string[]): Promise<Reply[]>
  /** How many calls were made; for tests and measurements. */
  calls(): number
  close(): Promise<void>
}

export interface WireOptions {
  readonly address: RedisAddress
  /** After so long a call is given up, in milliseconds. */
  readonly patienceMs: number
}

type Ask<T> = (connected: Connected) => Promise<T>

const betweenTriesMs = 25

export function createWire({ address, patienceMs }: WireOptions): Wire {
  let current = open()
  let closed = false
  let calls = 0
  /** Calls have failed since then; null = it answers. */
  let downSince: number | null = null
  const silence = createSilence(patienceMs)
  /** Why the connection is not there. */
  let trouble: unknown = null

  function open(): Connected {
    const opened = createRedisClient(address)
    // It tries again by itself; whoever asks meanwhile is told. Without a listener the process would end.
    opened.client.on('error', (error) => {
      trouble = error
    })
    void connect(opened)
    return opened
  }

  async function connect(opened: Connected): Promise<void> {
    try {
      await opened.client.connect()
    } catch {
      // A cluster gives up when no server of it answers at once.
      await pause(200, undefined, { ref: false })
      if (!closed && opened === current) current = open()
    }
  }

  function replace(silent: Connected): void {
    if (silent !== current || closed) return
    silence.begin()
    current = open()
    void Promise.resolve(silent.client.destroy()).catch(() => undefined)
  }

  async function once<T>(whom: string, ask: Ask<T>, until: number): Promise<T> {
    const connected = current
    calls++
    silence.asked(whom)
    const answer = ask(connected)
    const heard = (error?: unknown): void => {
      silence.heard(whom)
      if (error === undefined || !isPassing(error)) downSince = null
    }
    answer.then(() => heard(), heard)
    const tooLate = new AbortController()
    const timer = setTimeout(() => tooLate.abort(), Math.max(1, until - performance.now()))
    try {
      return await Promise.race([answer, aborted(tooLate.signal)])
    } finally {
      clearTimeout(timer)
      if (tooLate.signal.aborted && silence.isLong(whom)) replace(connected)
    }
  }

  async function insist<T>(whom: string, ask: Ask<T>): Promise<T> {
    if (closed) throw new Error('The store is closed: nothing more can be asked.')
    const began = performance.now()
    // Who has waited in vain before does not make everybody wait anew: they are told at once, and one of them finds it back.
    const until = began + (downSince !== null && began - downSince > patienceMs ? 4 * betweenTriesMs : patienceMs)
    for (;;) {
      try {
        return await once(whom, ask, until)
      } catch (error) {
        if (!isPassing(error)) throw error
        downSince ??= began
        if (closed || performance.now() + betweenTriesMs >= until)
          throw new RedisUnreachable(nameOf(isOffline(error) ? (trouble ?? error) : error))
        await pause(betweenTriesMs)
      }
    }
  }

  const run: Wire['run'] = (script, keys, args) =>
    insist(address.kind === 'cluster' ? (keys[0] ?? '') : '', async ({ client }) => {
      const call = { keys: [...keys], arguments: [...args] }
      try {
        return await client.evalSha(script.sha, call)
      } catch (error) {
        if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error
        return client.eval(script.text, call)
      }
    })

  return {
    run,
    runOver: (script, keys, args) =>
      address.kind === 'cluster'
        ? Promise.all(keys.map((each) => run(script, each, args)))
        : Promise.all(keys.length > 0 ? [run(script, keys.flat(), args)] : []),
    async answers(ms) {
      const until = performance.now() + ms
      for (;;) {
        try {
          return void (await insist('', (connected) => connected.each(['PING'])))
        } catch (error) {
          const isRefused = trouble instanceof ErrorReply && !isPassing(trouble)
          if (isRefused) throw new Error(`Redis refuses us (${nameOf(trouble)}): see user and password in REDIS_URL.`)
          if (!(error instanceof RedisUnreachable)) throw error
          if (performance.now() >= until)
            throw new Error(
              `Redis does not answer (${nameOf(trouble ?? error)}). Is it running, and is REDIS_URL right?`,
            )
        }
      }
    },
    each: (command) => insist('', (connected) => connected.each(command)),
    everywhere: (command) => insist('', (connected) => connected.everywhere(command)),
    calls: () => calls,
    async close() {
      closed = true
      const tooLong = pause(500, undefined, { ref: false })
      await Promise.race([current.client.close(), tooLong]).catch(() => undefined)
      try {
        await current.client.destroy()
      } catch {
        // Closed already.
      }
    },
  }
}

class TooLate extends Error {}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new TooLate()), { once: true })
  })
}
