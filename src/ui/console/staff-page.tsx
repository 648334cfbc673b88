import { useEffect, useState } from 'preact/hooks'
import { AccountRow } from './account-row.tsx'
import { useConsole } from './context.ts'
import { Copy } from './copy.tsx'
import { useDeed } from './deed.ts'
import { Dialog } from './dialog.tsx'
import { Problem } from './field.tsx'
import { Page } from './page.tsx'
import { StaffForm } from './staff-form.tsx'
import { type Account, type Choices, staffWire } from './staff-wire.ts'

/** A link that was just made: shown once, to hand on. */
export interface NewLink {
  readonly account: string
  readonly address: string
}

/** Everybody who works here, for coordinators. */
export function StaffPage() {
  const { state, say } = useConsole()
  const { problem, run } = useDeed()
  const [all, setAll] = useState<{ readonly staff: readonly Account[]; readonly choices: Choices } | null>(null)
  const [editing, setEditing] = useState<Account | 'new' | null>(null)
  const [link, setLink] = useState<NewLink | null>(null)
  const load = async () => setAll(await staffWire.staff())
  useEffect(() => run(load), [])
  const others = all?.staff.filter((one) => one.id !== state.me?.id) ?? []
  return (
    <Page title={say('staff.title')}>
      {!all && <Problem words={problem ?? say('loading')} />}
      {all && (
        <>
          <div class="row">
            <button type="button" class="button main" data-testid="add-member" onClick={() => setEditing('new')}>
              {say('staff.add')}
            </button>
          </div>
          {others.length === 0 && <p class="empty">{say('staff.empty')}</p>}
          <ul class="stack">
            {all.staff.map((one) => (
              <AccountRow
                key={one.id}
                one={one}
                choices={all.choices}
                edit={() => setEditing(one)}
                changed={load}
                linked={(address) => setLink({ account: one.login, address })}
              />
            ))}
          </ul>
        </>
      )}
      <Dialog
        shown={editing !== null}
        hide={() => setEditing(null)}
        title={editing === 'new' || !editing ? say('staff.add') : say('staff.edit-title', { login: editing.login })}
      >
        {editing && all && (
          <StaffForm
            one={editing === 'new' ? null : editing}
            choices={all.choices}
            cancel={() => setEditing(null)}
            saved={(made) => {
              setEditing(null)
              setLink(made)
              run(load)
            }}
          />
        )}
      </Dialog>
      <Dialog shown={link !== null} hide={() => setLink(null)} title={say('staff.link-title')}>
        {link && <LinkShown {...link} hide={() => setLink(null)} />}
      </Dialog>
    </Page>
  )
}

function LinkShown({ account, address, hide }: NewLink & { readonly hide: () => void }) {
  const { say } = useConsole()
  return (
    <div class="stack">
      <p>{say('staff.link-what', { login: account })}</p>
      <input
        class="field"
        readonly
        value={address}
        aria-label={say('staff.link-title')}
        data-testid="new-link"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row end">
        <Copy text={address} />
        <button type="button" class="button main" data-testid="link-done" onClick={hide}>
          {say('dialog.done')}
        </button>
      </div>
    </div>
  )
}
