import { useLayoutEffect, useRef } from 'preact/hooks'
import { LineView, PendingView } from './bubble.tsx'
import { useConsole } from './context.ts'
import { notShownYet } from './talk-lines.ts'
import type { Detail } from './wire.ts'

const nearEnd = 160

/** The whole talk, bot and marks and notes included, then what is still on its way. */
export function Talk({ detail }: { readonly detail: Detail }) {
  const { state, say } = useConsole()
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const here = state.pending.filter((one) => one.case === detail.case.id)
  const pending = notShownYet(here, detail.lines, state.me?.displayName ?? '')
  useLayoutEffect(() => {
    if (atEnd.current) box.current?.scrollTo(0, box.current.scrollHeight)
  }, [detail.case.id, detail.lines.length, pending.length])
  return (
    <div
      class="talk"
      ref={box}
      role="log"
      aria-live="polite"
      aria-label={say('talk.label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const it = event.currentTarget
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < nearEnd
      }}
    >
      {detail.more && <p class="empty">{say('talk.more')}</p>}
      <ol>
        {detail.lines.map((line) => (
          <LineView key={line.number} line={line} />
        ))}
        {pending.map((one) => (
          <PendingView key={one.op} one={one} />
        ))}
      </ol>
    </div>
  )
}
