import { useState } from 'preact/hooks'
import { DialogEnd, named, Select, useInfo } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Form, textOf } from './field.tsx'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

const queue = 'queue'

/** To a colleague, who may say no; or into the queue of another desk or office. */
export function TransferDialog({ one, shown, hide }: Props) {
  const { state, desk, say } = useConsole()
  const info = useInfo(shown)
  const [to, setTo] = useState('')
  const colleagues = [...(info?.colleagues ?? [])].sort((a, b) => Number(b.present) - Number(a.present))
  const here = (present: boolean) => say(present ? 'transfer.here' : 'transfer.away')
  return (
    <Dialog shown={shown} hide={hide} title={say('transfer.title', { number: one.number })}>
      <Form
        submit={(fields) => {
          hide()
          const note = textOf(fields, 'note')
          if (to !== queue) desk.act('offer', { to, note })
          else desk.act('move', { desk: textOf(fields, 'desk'), office: textOf(fields, 'office'), note })
        }}
      >
        <Select
          label={say('transfer.to')}
          name="to"
          value={to}
          required
          changed={setTo}
          options={[
            { value: '', words: say('transfer.choose') },
            ...colleagues.map(({ id, name, present, busy }) => ({
              value: id,
              words: `${name} (${here(present)}, ${say('transfer.busy', { busy })})`,
            })),
            { value: queue, words: say('transfer.queue') },
          ]}
        />
        {to === queue && (
          <>
            <Select
              label={say('transfer.desk')}
              name="desk"
              value={one.desk}
              options={(info?.desks ?? []).map(({ id, name }) => ({ value: id, words: named(name, state.language) }))}
            />
            <Select
              label={say('transfer.office')}
              name="office"
              value={one.office ?? ''}
              options={[
                { value: '', words: say('transfer.any-office') },
                ...(info?.offices ?? []).map(({ id, name }) => ({ value: id, words: named(name, state.language) })),
              ]}
            />
            <p class="small quiet">{say('transfer.queue-hint')}</p>
          </>
        )}
        <p>
          <label for="transfer-note">{say('transfer.note')}</label>
          <textarea
            id="transfer-note"
            name="note"
            class="field"
            data-testid="note"
            dir="auto"
            rows={2}
            maxLength={1000}
          />
        </p>
        {to !== queue && <p class="small quiet">{say('transfer.what')}</p>}
        <DialogEnd hide={hide}>
          <button type="submit" class="button main" data-testid="transfer-confirm">
            {say('transfer.do')}
          </button>
        </DialogEnd>
      </Form>
    </Dialog>
  )
}
