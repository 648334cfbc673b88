import { useEffect } from 'preact/hooks'
import { type Asked, mayAsk } from './case-dialogs.tsx'
import type { Actions } from './desk.ts'
import { draftKey } from './outgoing.ts'
import { pathOf, type Route } from './route.ts'
import type { DeskState } from './state.ts'

const key = 'tilts.console.keys'

/** Single letters can be switched off: speech control and unsteady hands press them by mistake. */
export const keysOn = (): boolean => localStorage.getItem(key) !== 'off'
export const keepKeys = (on: boolean): void => localStorage.setItem(key, on ? 'on' : 'off')

interface Props {
  readonly can: Actions
  readonly state: DeskState
  readonly route: Route
  readonly showKeys: (shown: boolean) => void
  readonly ask: (asked: Asked) => void
}

/** Keys by their place, not their letter: the same on a Latvian and a Russian keyboard. Only outside of fields. */
export function useKeys(props: Props): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return
      if (event.defaultPrevented) return
      const target = event.target instanceof HTMLElement ? event.target : document.body
      const inField = target.matches('input, textarea, select')
      if (event.code === 'Escape') {
        if (props.state.answer) return props.can.preview(null)
        return inField ? target.blur() : goBack(props.route)
      }
      if (inField || !props.state.signedIn || !keysOn()) return
      if (run(event, props)) event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  })
}

const asks: Readonly<Record<string, Exclude<Asked, null>>> = {
  KeyE: 'close',
  KeyA: 'transfer',
  KeyZ: 'sleep',
  KeyI: 'interpreter',
}

/** True when the key meant something. */
function run(event: KeyboardEvent, props: Props): boolean {
  const { can, state, showKeys, ask } = props
  const asked = asks[event.code]
  if (asked) {
    if (state.open && mayAsk(asked, state.open, state.me)) ask(asked)
    return true
  }
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) {
    showKeys(true)
    return true
  }
  // The sign itself, too: not every keyboard has it on that key.
  if (event.key === '/') return slash(props)
  switch (event.code) {
    case 'KeyJ':
      return focusRow(1)
    case 'KeyK':
      return focusRow(-1)
    case 'KeyT':
      if (state.open?.case.state === 'queued') can.act('claim')
      return true
    case 'KeyR':
      return press('mode-reply')
    case 'KeyN':
      return press('mode-note')
    case 'KeyM':
      return press('mode-remark')
    case 'KeyO':
      can.flip()
      return true
    case 'Slash':
      return slash(props)
    case 'Enter':
    case 'NumpadEnter':
      return document.activeElement === document.body && focusRow(0)
    default:
      return false
  }
}

/** Into the field, with the list of answers open. */
function slash({ can, state }: Props): boolean {
  const there = press('mode-reply')
  const { open, me, drafts } = state
  if (open?.case.state !== 'claimed' || open.case.by?.id !== me?.id) return there
  const key = draftKey(open.case.id, 'messages')
  const text = drafts[key] ?? ''
  if (!text.startsWith('/')) can.draft(key, `/${text}`)
  return there
}

function goBack(route: Route): void {
  if (route.id !== null || route.page !== null) location.hash = pathOf(route.about ? route.id : null)
}

/** Moves the focus among the rows of the queue; 0 opens the first. */
function focusRow(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('a[data-case]')]
  const at = rows.findIndex((row) => row.matches(':focus'))
  const open = rows.findIndex((row) => row.getAttribute('aria-current') === 'page')
  const from = at >= 0 ? at : open
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step))
  rows[to]?.focus()
  if (step === 0) rows[to]?.click()
  return rows.length > 0
}

/** Chooses the way of writing and goes into the field. */
function press(testId: string): boolean {
  const button = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
  button?.click()
  document.querySelector<HTMLElement>('[data-testid="reply"]')?.focus()
  return button !== null
}
