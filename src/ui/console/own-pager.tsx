import { useEffect, useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Problem } from './field.tsx'
import { staffWire } from './staff-wire.ts'

interface Props {
  readonly connected: boolean
  readonly changed: () => Promise<void>
}

/** The other half happens in Telegram, often on another device: the page looks by itself whether it has. */
const lookMs = 3_000

/** Calls on one's own Telegram, for when no console is open. */
export function OwnPager({ connected, changed }: Props) {
  const { say } = useConsole()
  const { busy, problem, run } = useDeed()
  const [link, setLink] = useState<string | null>(null)
  const open = link !== null && !connected
  useEffect(() => {
    if (!open) return
    // A look that fails is followed by the next one.
    const timer = setInterval(() => void changed().catch(() => undefined), lookMs)
    return () => clearInterval(timer)
  }, [open])
  const connect = () => run(async () => setLink((await staffWire.connectPager()).link))
  const disconnect = () =>
    run(async () => {
      await staffWire.disconnectPager()
      setLink(null)
      await changed()
    })
  return (
    <section class="sheet stack" data-testid="own-pager">
      <h3>{say('pager.title')}</h3>
      <p>{say('pager.what')}</p>
      <p role="status">{say(connected ? 'pager.on' : 'pager.off')}</p>
      <Problem words={problem} />
      {connected && (
        <button type="button" class="button" data-testid="pager-disconnect" disabled={busy} onClick={disconnect}>
          {say('pager.disconnect')}
        </button>
      )}
      {!connected && !open && (
        <button type="button" class="button" data-testid="pager-connect" disabled={busy} onClick={connect}>
          {say('pager.connect')}
        </button>
      )}
      {open && (
        <>
          <p>{say('pager.how')}</p>
          <a class="button main" data-testid="pager-link" href={link} target="_blank" rel="noopener noreferrer">
            {say('pager.open')}
          </a>
        </>
      )}
    </section>
  )
}
