import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { keepKeys, keysOn } from './keys.ts'

const list = [
  ['J', 'keys.next'],
  ['K', 'keys.previous'],
  ['Enter', 'keys.open'],
  ['T', 'keys.take'],
  ['R', 'keys.reply'],
  ['N', 'keys.note'],
  ['M', 'keys.remark'],
  ['/', 'keys.answers'],
  ['Ctrl + Enter', 'keys.send'],
  ['I', 'keys.interpreter'],
  ['A', 'keys.transfer'],
  ['Z', 'keys.sleep'],
  ['E', 'keys.close'],
  ['O', 'keys.original'],
  ['Ctrl + K', 'keys.palette'],
  ['Esc', 'keys.back'],
  ['?', 'keys.list'],
] as const

/** All keys, and the way to switch them off. */
export function KeysDialog({ shown, hide }: { readonly shown: boolean; readonly hide: () => void }) {
  const { say } = useConsole()
  const [on, setOn] = useState(keysOn())
  return (
    <Dialog shown={shown} hide={hide} title={say('keys.title')}>
      <dl class="keys">
        {list.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(name)}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            keepKeys(event.currentTarget.checked)
            setOn(event.currentTarget.checked)
          }}
        />
        {say('keys.on')}
      </label>
      <div class="row end">
        <button type="button" class="button main" onClick={hide}>
          {say('dialog.done')}
        </button>
      </div>
    </Dialog>
  )
}
