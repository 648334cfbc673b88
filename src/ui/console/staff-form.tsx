import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Choose, Field, Form, listOf, Problem, textOf } from './field.tsx'
import type { NewLink } from './staff-page.tsx'
import { type Account, type Choices, type Draft, staffWire } from './staff-wire.ts'

interface Props {
  /** null: somebody new. */
  readonly one: Account | null
  readonly choices: Choices
  readonly cancel: () => void
  readonly saved: (made: NewLink | null) => void
}

const roles = ['consultant', 'psychologist', 'interpreter', 'editor', 'coordinator'] as const

/** What a coordinator says about a member. The name to be seen by is the member's own to choose. */
export function StaffForm({ one, choices, cancel, saved }: Props) {
  const { state, say, name } = useConsole()
  const { busy, problem, run } = useDeed()
  const [interprets, setInterprets] = useState(one?.roles.includes('interpreter') ?? false)
  const submit = (fields: FormData) =>
    run(async () => {
      if (one) {
        await staffWire.edit(one.id, draftOf(fields))
        return saved(null)
      }
      const login = textOf(fields, 'login')
      const { link } = await staffWire.invite(login, draftOf(fields))
      saved({ account: login, address: location.origin + link })
    })
  return (
    <Form class="stack" submit={submit}>
      {!one && <Field label={say('sign-in.login')} hint={say('staff.login-hint')} name="login" required />}
      <Field
        label={say('staff.legal-name')}
        hint={say('staff.legal-hint')}
        name="legalName"
        defaultValue={one?.legalName ?? ''}
        maxLength={60}
        required
      />
      <div onChange={(event) => setInterprets(isTicked(event.currentTarget, 'roles', 'interpreter'))}>
        <Choose
          legend={say('staff.roles')}
          name="roles"
          options={roles.map((role) => ({ value: role, words: name('role', role) }))}
          chosen={one?.roles ?? ['consultant']}
        />
      </div>
      <Choose
        legend={say('staff.desks')}
        name="desks"
        options={choices.desks.map((desk) => ({ value: desk, words: name('desk', desk) }))}
        chosen={one?.desks ?? ['general']}
      />
      <Choose
        legend={say('staff.offices')}
        hint={say('staff.offices-hint')}
        name="offices"
        options={choices.offices.map(({ id, city }) => ({ value: id, words: city[state.language] ?? city.en ?? id }))}
        chosen={one?.offices ?? []}
      />
      <Choose
        legend={say('staff.languages')}
        name="languages"
        options={choices.languages.map(({ tag, ownName }) => ({ value: tag, words: ownName, lang: tag }))}
        chosen={one?.languages ?? ['lv', 'ru', 'en']}
      />
      {interprets && (
        <>
          <Field
            label={say('staff.varieties')}
            hint={say('staff.varieties-hint')}
            name="varieties"
            defaultValue={one?.varieties.join(', ') ?? ''}
          />
          <Choose
            legend={say('staff.gender')}
            name="gender"
            options={(['woman', 'man'] as const).map((value) => ({ value, words: say(`gender.${value}`) }))}
            chosen={one?.gender ? [one.gender] : []}
            one
          />
        </>
      )}
      <Choose
        legend={say('staff.duty')}
        hint={say('staff.duty-hint')}
        name="onDuty"
        options={[{ value: 'yes', words: say('staff.on-duty') }]}
        chosen={one?.onDuty ? ['yes'] : []}
      />
      <Problem words={problem} />
      <div class="row end">
        <button type="button" class="button" onClick={cancel}>
          {say('staff.cancel')}
        </button>
        <button type="submit" class="button main" data-testid="save-member" disabled={busy}>
          {say(one ? 'me.save' : 'staff.make-link')}
        </button>
      </div>
    </Form>
  )
}

const draftOf = (fields: FormData): Draft => ({
  legalName: textOf(fields, 'legalName'),
  roles: listOf(fields, 'roles'),
  desks: listOf(fields, 'desks'),
  offices: listOf(fields, 'offices'),
  languages: listOf(fields, 'languages'),
  varieties: textOf(fields, 'varieties')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
  gender: textOf(fields, 'gender') || null,
  onDuty: listOf(fields, 'onDuty').length > 0,
})

function isTicked(group: Element, name: string, value: string): boolean {
  const box = group.querySelector(`input[name="${name}"][value="${value}"]`)
  return box instanceof HTMLInputElement && box.checked
}
