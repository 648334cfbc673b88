import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Dialog } from './dialog.tsx'
import { Problem } from './field.tsx'
import { type Account, type Choices, staffWire } from './staff-wire.ts'

interface Props {
  readonly one: Account
  readonly choices: Choices
  readonly edit: () => void
  readonly changed: () => Promise<void>
  readonly linked: (address: string) => void
}

/** One member, and what a coordinator can do about them. */
export function AccountRow({ one, choices, edit, changed, linked }: Props) {
  const { state, say, name } = useConsole()
  const { busy, problem, run } = useDeed()
  const [resetting, setResetting] = useState(false)
  const [dropFactors, setDropFactors] = useState(false)
  const offices = choices.offices.filter(({ id }) => one.offices.includes(id))
  const languages = one.languages.map((tag) => choices.languages.find((l) => l.tag === tag)?.ownName ?? tag)
  const facts = [
    one.roles.map((role) => name('role', role)).join(', '),
    one.desks.map((desk) => name('desk', desk)).join(', '),
    offices.map(({ id, city }) => city[state.language] ?? city.en ?? id).join(', '),
    languages.join(', '),
    [...one.varieties, ...(one.gender ? [say(`gender.${one.gender}`)] : [])].join(', '),
    one.onDuty ? say('staff.on-duty') : '',
    one.paged ? say('staff.paged') : '',
    one.lastSeen === null ? say('staff.never') : say('staff.seen', { when: time(one.lastSeen, state.language) }),
  ]
  const status = one.disabled ? 'disabled' : one.invited ? 'invited' : one.secondFactor ? 'ready' : 'no-factor'
  const makeLink = () =>
    run(async () => {
      const { link } = await staffWire.link(one.id, dropFactors)
      setResetting(false)
      linked(location.origin + link)
    })
  return (
    <li class="sheet stack" data-testid="account" data-login={one.login}>
      <div class="row">
        <h3 class="grow">
          <bdi>{one.displayName || one.login}</bdi>
        </h3>
        <span class={status === 'invited' || status === 'no-factor' ? 'badge amber' : 'badge'}>
          {say(`staff.${status}`)}
        </span>
      </div>
      <p class="small quiet">
        <bdi>{one.legalName}</bdi> · <bdi>{one.login}</bdi>
      </p>
      <p class="small">
        {facts.filter(Boolean).map((fact) => (
          <bdi key={fact} class="fact">
            {fact}
          </bdi>
        ))}
      </p>
      <Problem words={problem} />
      <div class="row">
        <button type="button" class="button" data-testid="edit-member" disabled={busy} onClick={edit}>
          {say('staff.edit')}
        </button>
        {!one.disabled && (
          <button
            type="button"
            class="button"
            data-testid="make-link"
            disabled={busy}
            onClick={() => (one.invited ? makeLink() : setResetting(true))}
          >
            {say(one.invited ? 'staff.invite-again' : 'staff.reset')}
          </button>
        )}
        {!one.disabled && !one.invited && (
          <button
            type="button"
            class="button"
            data-testid="end-sessions"
            disabled={busy}
            onClick={() => run(() => staffWire.endSessions(one.id).then(changed))}
          >
            {say('staff.end-sessions')}
          </button>
        )}
        <button
          type="button"
          class="button"
          data-testid={one.disabled ? 'enable' : 'disable'}
          disabled={busy}
          onClick={() => run(() => staffWire.setDisabled(one.id, !one.disabled).then(changed))}
        >
          {say(one.disabled ? 'staff.enable' : 'staff.disable')}
        </button>
      </div>
      <Dialog
        shown={resetting}
        hide={() => setResetting(false)}
        title={say('staff.reset-title', { login: one.displayName || one.login })}
      >
        <p>{say('staff.reset-what')}</p>
        <label class="check">
          <input
            type="checkbox"
            data-testid="drop-factors"
            checked={dropFactors}
            onChange={(event) => setDropFactors(event.currentTarget.checked)}
          />
          {say('staff.drop-factors')}
        </label>
        <Problem words={problem} />
        <div class="row end">
          <button type="button" class="button" onClick={() => setResetting(false)}>
            {say('staff.cancel')}
          </button>
          <button type="button" class="button main" data-testid="make-reset" disabled={busy} onClick={makeLink}>
            {say('staff.make-link')}
          </button>
        </div>
      </Dialog>
    </li>
  )
}

const time = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
