import { useEffect, useRef, useState } from 'preact/hooks'
import { send as sendSign } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { beat } from './beat.ts'
import { useConsole } from './context.ts'
import { note as noteSign } from './drawings.ts'
import { draftKey } from './outgoing.ts'
import { type Case, wire } from './wire.ts'

interface Props {
  readonly one: Case
  readonly draft: (key: string, text: string) => void
}

const longest = 4000

/** Where to write: to the person (only in one's own case) or a note for colleagues. */
export function Reply({ one, draft }: Props) {
  const { state, desk, say } = useConsole()
  const [kind, setKind] = useState<'messages' | 'notes'>('messages')
  const pulse = useRef<ReturnType<typeof beat> | null>(null)
  useEffect(() => {
    const mine = beat((doing) => wire.presence(one.id, doing))
    pulse.current = mine
    return mine.stop
  }, [one.id])
  const mine = one.state === 'claimed' && one.by?.id === state.me?.id
  const key = draftKey(one.id, kind)
  const text = state.drafts[key] ?? ''
  const may = kind === 'notes' || mine
  const hint =
    kind === 'notes' ? 'reply.note-hint' : mine ? 'reply.hint' : one.by ? 'reply.not-yours' : 'reply.take-first'
  const submit = () => {
    if (may) desk.send(kind, text)
  }
  return (
    <form
      class={`reply ${kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset class="modes">
        <legend class="unseen">{say('reply.mode')}</legend>
        <button
          type="button"
          class="tab"
          data-testid="mode-reply"
          aria-pressed={kind === 'messages'}
          onClick={() => setKind('messages')}
        >
          {say('reply.reply')} <kbd>R</kbd>
        </button>
        <button
          type="button"
          class="tab"
          data-testid="mode-note"
          aria-pressed={kind === 'notes'}
          onClick={() => setKind('notes')}
        >
          <Sign path={noteSign} />
          {say('reply.note')} <kbd>N</kbd>
        </button>
      </fieldset>
      <textarea
        class="field"
        data-testid="reply"
        dir="auto"
        rows={2}
        maxLength={longest}
        aria-label={say(kind === 'notes' ? 'reply.note' : 'reply.reply')}
        aria-describedby="reply-hint"
        value={text}
        onInput={(event) => {
          draft(key, event.currentTarget.value)
          pulse.current?.wrote()
        }}
        onKeyDown={(event) => {
          if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <p class="row">
        <small id="reply-hint" class="quiet grow">
          {say(hint, { name: one.by?.name ?? '' })}
        </small>
        <button type="submit" class="button main" data-testid="reply-send" disabled={!may || text.trim() === ''}>
          <Sign path={sendSign} turns />
          {say(kind === 'notes' ? 'reply.save' : 'reply.send')}
        </button>
      </p>
    </form>
  )
}
