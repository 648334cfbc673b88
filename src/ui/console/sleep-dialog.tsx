import { DialogEnd } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Form, textOf } from './field.tsx'
import { localInput, nine, soon } from './times.ts'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

/** Nothing to do until then; the person's next words wake it earlier. */
export function SleepDialog({ one, shown, hide }: Props) {
  const { desk, say } = useConsole()
  const until = (at: number) => {
    hide()
    desk.act('sleep', { until: at })
  }
  const presets = [
    ['sleep.hours', soon(3)],
    ['sleep.tomorrow', nine(1)],
    ['sleep.week', nine(7)],
  ] as const
  return (
    <Dialog shown={shown} hide={hide} title={say('sleep.title', { number: one.number })}>
      <p>{say('sleep.what')}</p>
      <div class="row">
        {presets.map(([key, at]) => (
          <button key={key} type="button" class="button" data-testid={key} onClick={() => until(at)}>
            {say(key)}
          </button>
        ))}
      </div>
      <Form submit={(fields) => until(Date.parse(textOf(fields, 'until')))}>
        <p>
          <label for="sleep-until">{say('sleep.until')}</label>
          <input
            id="sleep-until"
            name="until"
            class="field"
            type="datetime-local"
            required
            min={localInput(soon(0))}
            defaultValue={localInput(nine(2))}
          />
        </p>
        <DialogEnd hide={hide}>
          <button type="submit" class="button main" data-testid="sleep-confirm">
            {say('sleep.do')}
          </button>
        </DialogEnd>
      </Form>
    </Dialog>
  )
}
