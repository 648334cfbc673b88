import { useRef, useState } from 'preact/hooks'
import { interpreter, send as sendSign } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { note } from './drawings.ts'
import { interpretingWire, type TheirTalk } from './interpreting-wire.ts'
import { draftKey } from './outgoing.ts'
import { nextToInterpret } from './talk-lines.ts'
import { fits, TooLong } from './too-long.tsx'

/** Where an interpreter writes: what waits longest stands above the field, and goes to the side that waits for it. */
export function TheirWords({ talk }: { readonly talk: TheirTalk }) {
  const { state, desk, say } = useConsole()
  const lines = nextToInterpret(talk.awaiting)
  const [remarks, setRemarks] = useState(false)
  /** When the person was last shown that somebody writes to them. */
  const toldAt = useRef(0)
  const kind = remarks ? 'remarks' : 'messages'
  const key = draftKey(talk.case.id, kind)
  const text = state.drafts[key] ?? ''
  const waiting = talk.lines.filter((line) => lines.includes(line.number))
  const toPerson = waiting[0]?.from.who === 'consultant'
  const may = text.trim() !== '' && fits(text) && (remarks || lines.length > 0)
  const submit = () => {
    if (may) void desk.interpret(remarks ? 'remarks' : 'words', { text: text.trim(), lines })
  }
  const label = remarks
    ? say('interpreting.remark')
    : say(toPerson ? 'interpreting.for-person' : 'interpreting.for-consultant', { name: talk.case.consultant ?? '' })
  const tab = (value: boolean, sign: string) => (
    <button
      type="button"
      class="tab"
      data-testid={value ? 'their-remark' : 'their-interpretation'}
      aria-pressed={remarks === value}
      onClick={() => setRemarks(value)}
    >
      <Sign path={sign} />
      {say(value ? 'interpreting.remark' : 'interpreting.words')}
    </button>
  )
  return (
    <form
      class={remarks ? 'reply remarks' : 'reply'}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset class="modes">
        <legend class="unseen">{say('reply.mode')}</legend>
        {tab(false, interpreter)}
        {tab(true, note)}
      </fieldset>
      <p class="small" data-testid="to-interpret">
        {remarks
          ? say('interpreting.remark-what', { name: talk.case.consultant ?? '' })
          : lines.length === 0
            ? say('interpreting.nothing')
            : label}
      </p>
      {!remarks && waiting.length > 0 && (
        <blockquote class="small">
          {waiting.map((line) => (
            <p key={line.number} dir="auto" lang={line.language ?? undefined}>
              {line.text || say('interpreting.listen')}
            </p>
          ))}
        </blockquote>
      )}
      <textarea
        class="field"
        data-testid="their-words"
        dir="auto"
        rows={2}
        aria-label={label}
        value={text}
        onInput={(event) => {
          desk.draft(key, event.currentTarget.value)
          if (!toPerson || remarks || Date.now() - toldAt.current < 3000) return
          toldAt.current = Date.now()
          interpretingWire.writing(talk.case.id)
        }}
        onKeyDown={(event) => {
          if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      <TooLong text={text} />
      <button type="submit" class="button main" data-testid="their-send" disabled={!may}>
        <Sign path={sendSign} turns />
        {say('reply.send')}
      </button>
    </form>
  )
}
