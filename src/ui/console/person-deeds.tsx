import { useState } from 'preact/hooks'
import { DialogEnd, languagesOf, Select, useInfo } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Form, textOf } from './field.tsx'
import type { Case } from './wire.ts'

/** The robot took them for somebody of another language: noted by the consultant, interpreters are asked at once. */
export function PersonLanguage({ one }: { readonly one: Case }) {
  const { desk, say } = useConsole()
  const [shown, show] = useState(false)
  const info = useInfo(shown)
  return (
    <p>
      <button type="button" class="button" data-testid="note-language" onClick={() => show(true)}>
        {say('language.note')}
      </button>
      <Dialog shown={shown} hide={() => show(false)} title={say('language.note')}>
        <Form
          submit={(fields) => {
            show(false)
            desk.act('language', { language: textOf(fields, 'spoken') })
          }}
        >
          <p>{say('language.note-what')}</p>
          <Select
            label={say('call.language')}
            name="spoken"
            value={one.language ?? undefined}
            required
            options={languagesOf(info, one.language).map(({ tag, ownName }) => ({
              value: tag,
              words: ownName,
              lang: tag,
            }))}
          />
          <DialogEnd hide={() => show(false)}>
            <button type="submit" class="button main">
              {say('me.save')}
            </button>
          </DialogEnd>
        </Form>
      </Dialog>
    </p>
  )
}

/** All that is kept of this person goes, on their word. There is no way back, so it is asked. */
export function Erase({ one }: { readonly one: Case }) {
  const { desk, say } = useConsole()
  const [shown, show] = useState(false)
  return (
    <p>
      <button type="button" class="button" data-testid="erase" onClick={() => show(true)}>
        {say('erase.title')}
      </button>
      <Dialog shown={shown} hide={() => show(false)} title={say('erase.title')}>
        <p>{say('erase.what', { number: one.number })}</p>
        <DialogEnd hide={() => show(false)}>
          <button
            type="button"
            class="button danger"
            data-testid="erase-confirm"
            onClick={() => {
              show(false)
              desk.act('erase')
            }}
          >
            {say('erase.do')}
          </button>
        </DialogEnd>
      </Dialog>
    </p>
  )
}
