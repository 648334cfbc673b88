import { setTimeout } from 'node:timers/promises'
import type { ChannelName, ConversationId } from '../core/conversation.ts'
import type { Channel, Delivery, Settlement, Store, Work } from '../core/ports.ts'
import type { DeliveryState, Line } from '../core/transcript.ts'
import type { Handle } from './handle.ts'

export interface RelayParts {
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly handle: Handle
  readonly now: () => number
  /** What became of a line, for log and metrics: no words. */
  readonly settled: (id: ConversationId, line: number, outcome: Delivery['at'] | 'twice', error?: unknown) => void
  /** What a platform answered to one try; `doubtful`: the line may have arrived before. Absent: nobody counts. */
  readonly delivered?: (channel: ChannelName, delivery: Delivery, doubtful: boolean) => void
  readonly leaseMs?: number
  /** How often a lease is renewed while a platform takes its time; absent = never, where only this process could take it. */
  readonly renewMs?: number
}

export interface Relay {
  /** Sends what waits in a conversation whose lease this process already holds. */
  ready(id: ConversationId, fence: number): void
  /** Takes up what others left, again and again: due times, postponed lines, lines of processes that died. */
  run(signal: AbortSignal): Promise<void>
  /** One round of that. */
  takeUp(): Promise<void>
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>
}

/** After this many tries a line that the platform keeps refusing for a while is given up, and shown as failed: about a day. */
const mostTries = 1500
const longestPause = 60_000
/** How long the loop sleeps at most: other processes' leavings are found at the latest then. */
const look = 500

export function createRelay(parts: RelayParts): Relay {
  const { store, now } = parts
  const leaseMs = parts.leaseMs ?? 30_000
  /** Conversations being sent to right now; `true` = more came meanwhile. */
  const sending = new Map<ConversationId, { again: number | null }>()
  const underway = new Set<Promise<void>>()
  /**
   * Lines that were sent and could not be noted. As long as our lease lives the store sees no doubt in them: it takes us
   * for the one who knows.
   */
  const unnoted = new Map<ConversationId, number>()
  let stopping = false

  return {
    ready(id, fence) {
      const current = sending.get(id)
      if (current) current.again = fence
      else start(id, fence)
    },
    async run(signal) {
      while (!signal.aborted) {
        // What is claimed while the program stops is sent or given back before it ends: a lease that is left behind would put
        // its talk in doubt.
        const round = takeUp()
        const over = round.catch(() => undefined).then(() => void underway.delete(over))
        underway.add(over)
        // A store that is down now is asked again in a moment; what waits there is safe meanwhile.
        const next = await round.then(untilNext).catch((error: unknown) => {
          parts.settled('', 0, 'retry', error)
          return look
        })
        // Woken early only by `signal`, which the loop looks at next.
        await setTimeout(next, undefined, { signal }).catch(() => undefined)
      }
      stopping = true
    },
    takeUp,
    async idle() {
      while (underway.size > 0) await Promise.allSettled(underway)
    },
  }

  function start(id: ConversationId, fence: number, work: Work | null = null): void {
    const state = { again: null as number | null }
    sending.set(id, state)
    const done = drain(id, fence, work)
      .catch((error: unknown) => parts.settled(id, 0, 'retry', error))
      .then(() => {
        sending.delete(id)
        underway.delete(done)
        // Also while stopping: then it is only given back.
        if (state.again !== null) start(id, state.again)
      })
    underway.add(done)
  }

  async function takeUp(): Promise<void> {
    for (const due of await store.claimDue(now(), 100)) {
      // The same due time is the same event, whoever finds it at this moment. Later it is another one: a message that was
      // late on its way may set a clock to a time at which it has rung before.
      const id = `due:${due.conversation}:${due.name}:${due.at}:${Math.floor(now() / 1000)}`
      await parts.handle
        .system(due.conversation, { id, at: now(), type: 'timeCame', name: due.name, set: due.at })
        .catch((error: unknown) => parts.settled(due.conversation, 0, 'retry', error))
    }
    for (const work of await store.claimWork(now(), leaseMs, 100)) {
      if (!sending.has(work.conversation)) start(work.conversation, work.fence, work)
    }
  }

  async function untilNext(): Promise<number> {
    const next = await store.nextWork()
    return next === null ? look : Math.max(5, Math.min(look, next - now()))
  }

  /** In order; the first line that cannot be sent now keeps the later ones waiting. */
  async function drain(id: ConversationId, fence: number, first: Work | null): Promise<void> {
    let work = first ?? (await store.workOf(id, fence))
    while (work && !stopping) {
      let { tries, doubtful }: Past = work
      for (const line of work.lines) {
        // What comes later anybody may send: the lease is given back, not waited out.
        if (!(await sendLine(work, line, { tries, doubtful }))) return store.release(id, fence)
        tries = 0
        doubtful = false
      }
      work = await store.workOf(id, fence)
    }
    if (work) await store.release(id, fence)
  }

  /** True when the next line may follow. */
  async function sendLine(work: Work, line: Line, known: Past): Promise<boolean> {
    const id = work.conversation
    const past = unnoted.get(id) === line.number ? { ...known, doubtful: true } : known
    const channel = parts.channels.get(work.channel)
    // A channel that is switched off today may be back tomorrow: its lines wait.
    if (!channel) return settle(work, line, { at: 'later', when: now() + longestPause, tried: false })
    unnoted.set(id, line.number)
    const delivery = await whileHeld(work, () => channel.send({ conversation: id, line }, work.address))
    const next = await carryOn(work, line, past, delivery)
    unnoted.delete(id)
    parts.delivered?.(work.channel, delivery, past.doubtful)
    // Told only when it is stored: whoever looks then sees it.
    parts.settled(id, line.number, delivery.at === 'ok' && past.doubtful ? 'twice' : delivery.at)
    return next
  }

  /** A short lease lets others take over soon from a process that has died; one that lives keeps it however long it takes. */
  async function whileHeld<T>({ conversation: id, fence }: Work, send: () => Promise<T>): Promise<T> {
    if (parts.renewMs === undefined) return send()
    const again = setInterval(() => void store.renew(id, fence).catch(() => false), parts.renewMs)
    try {
      return await send()
    } finally {
      clearInterval(again)
    }
  }

  /** Stores what became of a line; true when the next one may follow. */
  async function carryOn(work: Work, line: Line, past: Past, delivery: Delivery): Promise<boolean> {
    const id = work.conversation
    switch (delivery.at) {
      case 'ok':
        return settle(work, line, { at: 'settled', state: sent(delivery.receipt, past) })
      case 'shelved':
        return settle(work, line, { at: 'settled', state: { at: 'shelved' } })
      case 'failed':
        // First the fact, then the end of the line: a crash between the two only tells the fact twice.
        await tellFailed(id, line, delivery.why)
        return settle(work, line, { at: 'settled', state: { at: 'failed', why: delivery.why } })
      case 'moved': {
        // Each try tells it anew: a message that was late on its way may have brought the old address back.
        const event = `moved:${id}:${line.number}:${past.tries}:${delivery.address}`
        await parts.handle.system(id, { id: event, at: now(), type: 'personMoved', address: delivery.address })
        // The lines in hand still carry the old address: they are taken up anew.
        return later(work, line, past, 0, true)
      }
      case 'unconfirmed':
        return unconfirmed(work, line, past)
      case 'retry':
        return later(work, line, past, delivery.afterMs, delivery.tried)
    }
  }

  /** It may have arrived. The bot's words are sent again: twice is harmless. A human being's words once more at most. */
  async function unconfirmed(work: Work, line: Line, past: Past): Promise<boolean> {
    if (line.from.who !== 'bot' && past.doubtful)
      return settle(work, line, { at: 'settled', state: { at: 'unconfirmed' } })
    return later(work, line, { ...past, doubtful: true }, backOff(past.tries), true)
  }

  async function later(work: Work, line: Line, past: Past, afterMs: number, tried: boolean): Promise<boolean> {
    const { tries, doubtful } = past
    if (tries >= mostTries) {
      await tellFailed(work.conversation, line, 'refused')
      return settle(work, line, { at: 'settled', state: { at: 'failed', why: 'refused' } })
    }
    const when = now() + Math.max(afterMs, tried ? backOff(tries) : 0)
    await settle(work, line, { at: 'later', when, tried, ...(doubtful ? { doubtful } : {}) })
    return false
  }

  function settle(work: Work, line: Line, outcome: Settlement['outcome']): Promise<boolean> {
    const settled = store.settle({ conversation: work.conversation, fence: work.fence, line: line.number, outcome })
    return outcome.at === 'later' ? settled.then(() => false) : settled
  }

  function tellFailed(id: ConversationId, line: Line, why: 'blocked' | 'gone' | 'refused'): Promise<void> {
    return parts.handle.system(id, {
      id: `failed:${id}:${line.number}`,
      at: now(),
      type: 'deliveryFailed',
      why,
      line: line.number,
    })
  }
}

/** What is known of a line before this try. */
type Past = Pick<Work, 'tries' | 'doubtful'>

const sent = (receipt: string | null, { doubtful }: Past): DeliveryState =>
  doubtful ? { at: 'sent', receipt, twice: true } : { at: 'sent', receipt }

const backOff = (tries: number): number => Math.min(longestPause, 500 * 2 ** Math.min(tries, 10))
