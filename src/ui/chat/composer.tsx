import { plus, send as sendSign } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import type { Say } from '../shared/strings.ts'
import type { More } from './talk.ts'

interface Props {
  readonly say: Say
  readonly send: (text: string) => void
  readonly more: More
}

const longest = 4000

/** A long paste goes out as several messages, cut where a word ends: nobody here is told that they said too much. */
function* parts(text: string): Iterable<string> {
  for (let rest = text; rest !== ''; ) {
    const space = rest.length > longest ? rest.lastIndexOf(' ', longest) : -1
    const end = space > 0 ? space : longest
    yield rest.slice(0, end)
    rest = rest.slice(end).trim()
  }
}

/** Where the person writes. Enter sends, Shift+Enter begins a new line; Enter that ends a composed word does neither. */
export function Composer({ say, send, more }: Props) {
  // The field keeps its own text, so that nothing redraws while somebody writes.
  let field: HTMLTextAreaElement | null = null
  let tray: HTMLElement | null = null
  const submit = () => {
    if (!field) return
    const text = field.value.trim()
    field.focus()
    field.value = text === '' ? field.value : ''
    for (const part of parts(text)) send(part)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <textarea
        ref={(it) => {
          field = it
        }}
        class="field"
        data-testid="composer"
        dir="auto"
        rows={1}
        enterkeyhint="send"
        aria-label={say('composer.label')}
        placeholder={say('composer.label')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <button
        type="button"
        class="button"
        data-testid="more"
        aria-label={say('more.button')}
        // Fetched when somebody needs it: most people only write.
        onClick={() => void import('./more.tsx').then(({ toggle }) => tray && toggle(tray, say, more))}
      >
        <Sign path={plus} />
      </button>
      <button type="submit" class="button main" data-testid="send" aria-label={say('composer.send')}>
        <Sign path={sendSign} turns />
      </button>
      <div
        class="more"
        ref={(it) => {
          tray = it
        }}
      />
    </form>
  )
}
