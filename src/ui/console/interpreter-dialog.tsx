import { DialogEnd, languagesOf, Select, useInfo } from './choosing.tsx'
import { clock } from './clock.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Field, Form, textOf } from './field.tsx'
import { unread } from './talk-lines.ts'
import { localInput, soon } from './times.ts'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

/** Calls interpreters, now or at a time; and sends one away. What is the case at the moment stands above. */
export function InterpreterDialog({ one, shown, hide }: Props) {
  const { state, desk, say } = useConsole()
  const info = useInfo(shown)
  const active = one.interpretation === 'active'
  const going = active || one.interpretation === 'offered' || one.interpretation === 'booked'
  const lines = state.open ? unread(state.open.lines) : []
  const wanted = one.interpreterLanguage ?? one.language
  const act = (what: string, body = {}) => {
    hide()
    desk.act(what, body)
  }
  return (
    <Dialog shown={shown} hide={hide} title={say('call.title', { number: one.number })}>
      <p data-testid="call-state">
        {say(`call.${one.interpretation}`, {
          name: one.interpreter?.name ?? '',
          count: one.invited.length,
          when: one.bookedFor ? clock(one.bookedFor, state.language) : '',
        })}
      </p>
      {going && (
        <div class="row">
          <button type="button" class="button" data-testid="call-off" onClick={() => act('interpreter-off')}>
            {say('call.off')}
          </button>
          {one.interpreter && (
            <button
              type="button"
              class="button"
              data-testid="call-bar"
              onClick={() => act('interpreter-barred', { interpreter: one.interpreter?.id })}
            >
              {say('call.bar', { name: one.interpreter.name })}
            </button>
          )}
        </div>
      )}
      {active ? (
        <DialogEnd hide={hide}>{null}</DialogEnd>
      ) : (
        <Form
          submit={(fields) => {
            const language = textOf(fields, 'language')
            const at = Date.parse(textOf(fields, 'at'))
            if (textOf(fields, 'when') === 'now')
              act('interpreter', { language, variety: textOf(fields, 'variety'), lines })
            else act('interpreter-booked', { language, for: at })
          }}
        >
          <Select
            label={say('call.language')}
            name="language"
            value={wanted ?? undefined}
            required
            options={languagesOf(info, wanted).map(({ tag, ownName, interpreters }) => ({
              value: tag,
              words: info ? `${ownName} (${interpreters})` : ownName,
              lang: tag,
            }))}
          />
          <Field label={say('call.variety')} name="variety" maxLength={60} hint={say('call.variety-hint')} />
          {lines.length > 0 && <p class="small">{say('call.backlog', { count: lines.length })}</p>}
          <fieldset class="choose">
            <legend>{say('call.when')}</legend>
            <label class="check">
              <input type="radio" name="when" value="now" defaultChecked />
              {say('call.now')}
            </label>
            <label class="check">
              <input type="radio" name="when" value="later" data-testid="call-later" />
              {say('call.later')}
            </label>
            <input
              class="field"
              type="datetime-local"
              name="at"
              aria-label={say('call.later')}
              min={localInput(soon(0))}
              defaultValue={localInput(soon(24))}
            />
          </fieldset>
          <DialogEnd hide={hide}>
            <button type="submit" class="button main" data-testid="call-confirm">
              {say('call.do')}
            </button>
          </DialogEnd>
        </Form>
      )}
    </Dialog>
  )
}
