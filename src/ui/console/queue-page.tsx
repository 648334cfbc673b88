import { useConsole } from './context.ts'
import { Row } from './row.tsx'
import { casesOf, inOrder } from './state.ts'
import { type Tab, tabs } from './wire.ts'

/** The lists of cases. An empty one says what will happen in it. */
export function QueuePage({ pick }: { readonly pick: (tab: Tab) => void }) {
  const { state, say } = useConsole()
  const { queue, tab } = state
  const cases = queue ? inOrder(casesOf(queue, tab), tab) : []
  const step = (by: number) => {
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length] ?? 'waiting'
    pick(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <section class="queue" aria-label={say('queue.title')}>
      <div class="tabs" role="tablist" aria-label={say('queue.title')}>
        {tabs.map((one) => (
          <button
            key={one}
            id={`tab-${one}`}
            type="button"
            role="tab"
            class="tab"
            data-testid={`tab-${one}`}
            aria-selected={one === tab}
            aria-controls="cases"
            tabIndex={one === tab ? 0 : -1}
            onClick={() => pick(one)}
            onKeyDown={(event) => {
              if (event.code === 'ArrowRight') step(1)
              if (event.code === 'ArrowLeft') step(-1)
            }}
          >
            {say(`tab.${one}`)}
            {queue && one !== 'closed' && casesOf(queue, one).length > 0 && (
              <span class="count">{casesOf(queue, one).length}</span>
            )}
            {one === 'waiting' && queue?.waiting.some((c) => c.urgency === 'danger') && (
              <span class="unseen">{say('urgency.danger')}</span>
            )}
          </button>
        ))}
      </div>
      <div id="cases" class="cases" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {!queue && <p class="empty">{say('loading')}</p>}
        {queue && cases.length === 0 && (
          <p class="empty" data-testid="empty">
            {say(`empty.${tab}`)}
          </p>
        )}
        <ul>
          {cases.map((one) => (
            <Row key={one.id} one={one} tab={tab} />
          ))}
        </ul>
      </div>
    </section>
  )
}
