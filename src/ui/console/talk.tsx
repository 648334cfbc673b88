import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { LineView } from './bubble.tsx'
import { useConsole } from './context.ts'
import { PendingView } from './pending.tsx'
import { notShownYet, stacked } from './talk-lines.ts'
import type { Detail } from './wire.ts'
import { Withheld } from './withheld.tsx'

const nearEnd = 160

/** The whole talk, bot and marks and notes included, then what is still on its way. */
export function Talk({ detail }: { readonly detail: Detail }) {
  const { state, say } = useConsole()
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const sizeThen = useRef('')
  const waits = new Set(detail.case.awaiting.map(({ line }) => line))
  const here = state.pending.filter((one) => one.case === detail.case.id)
  const pending = notShownYet(here, detail.lines, state.me?.displayName ?? '')
  const toEnd = () => {
    if (atEnd.current) box.current?.scrollTo(0, box.current.scrollHeight)
  }
  // What did not go through grows by its buttons, so its state counts as well.
  useLayoutEffect(toEnd, [detail.case.id, detail.lines.length, pending.map((one) => one.op + one.state).join()])
  useEffect(() => {
    const watcher = new ResizeObserver(toEnd)
    if (box.current) watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [])
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
        const size = `${it.clientWidth} ${it.clientHeight}`
        const resized = size !== sizeThen.current
        sizeThen.current = size
        // A turned phone moves the lines; nobody has scrolled.
        if (resized && atEnd.current) return toEnd()
        atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < nearEnd
      }}
    >
      {detail.more && <p class="empty">{say('talk.more')}</p>}
      {detail.withheld && <Withheld detail={detail} />}
      <ol>
        {stacked(detail.lines).map((stack) => (
          <LineView
            key={stack.line.number}
            stack={stack}
            awaiting={waits.has(stack.line.number)}
            files={`/api/cases/${detail.case.id}/files`}
          />
        ))}
        {pending.map((one) => (
          <PendingView key={one.op} one={one} />
        ))}
      </ol>
    </div>
  )
}
