import { backOff } from '../shared/back-off.ts'

export type LiveEvent =
  | { readonly name: 'case'; readonly case: string }
  | { readonly name: 'knowledge' }
  | { readonly name: 'alert'; readonly case: string; readonly why: string }
  | {
      readonly name: 'presence'
      readonly case: string
      readonly staff: { readonly id: string; readonly name: string }
      readonly doing: 'looking' | 'writing' | 'left'
    }

interface Hear {
  readonly event: (event: LiveEvent) => void
  /** True each time the stream (re)opens: whatever happened before must be fetched. */
  readonly link: (open: boolean) => void
}

type Message = { readonly event: LiveEvent } | { readonly open: boolean } | { readonly ask: true }

const names = ['case', 'alert', 'presence', 'knowledge'] as const
const channelName = 'tilts-live'
const asleepMs = 60_000

/**
 * One stream for all tabs of this browser: over HTTP/1.1 the sixth open stream would block every request. The tab that
 * holds the lock listens and tells the others; when it closes, the lock goes to the next one. Returns how to stop.
 */
export function live(hear: Hear): () => void {
  const channel = new BroadcastChannel(channelName)
  const stop = new AbortController()
  let open = false
  let leading = false
  const tell = (message: Message) => channel.postMessage(message)

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('ask' in data) {
      if (leading) tell({ open })
    } else if (leading) return
    else if ('event' in data) hear.event(data.event)
    else hear.link(data.open)
  }

  const lead = () =>
    new Promise<void>((done) => {
      leading = true
      const close = stream({
        event(event) {
          hear.event(event)
          tell({ event })
        },
        link(now) {
          open = now
          hear.link(now)
          tell({ open })
        },
      })
      stop.signal.addEventListener('abort', () => {
        close()
        done()
      })
    })

  tell({ ask: true })
  // Locks need https or localhost; elsewhere each tab has a stream of its own.
  if ('locks' in navigator) navigator.locks.request(channelName, { signal: stop.signal }, lead).catch(stoppedWaiting)
  else void lead()
  return () => {
    stop.abort()
    channel.close()
  }
}

function stoppedWaiting(reason: unknown): void {
  console.debug(reason)
}

function stream(hear: Hear): () => void {
  let source: EventSource
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const connect = () => {
    source = new EventSource('/api/live')
    source.onopen = () => {
      tries = 0
      hear.link(true)
    }
    source.onerror = () => {
      hear.link(false)
      // The browser's own retry gives up on an answer like 502, and is slow on some: ours does neither.
      source.close()
      clearTimeout(timer)
      timer = setTimeout(connect, backOff(tries++))
    }
    for (const name of names) {
      source.addEventListener(name, (event) => hear.event({ ...JSON.parse(event.data), name }))
    }
  }
  connect()
  // A laptop that was shut may hold a line that died without a word: whoever comes back begins a new one.
  let away = Date.now()
  const wake = () => {
    if (document.hidden) away = Date.now()
    else if (Date.now() - away > asleepMs) again()
  }
  const again = () => {
    source.close()
    clearTimeout(timer)
    connect()
  }
  document.addEventListener('visibilitychange', wake)
  addEventListener('online', again)
  return () => {
    document.removeEventListener('visibilitychange', wake)
    removeEventListener('online', again)
    clearTimeout(timer)
    source.close()
  }
}
