import { draftKey } from './outgoing.ts'
import { type Desk, type DeskState, put } from './state.ts'

const key = 'tilts.console.drafts'

/**
 * What was begun and not sent survives a reload, in this tab alone: sessionStorage goes with the tab, and with signing
 * out. What a person said never lies there.
 */
export function keepDrafts(desk: Desk): void {
  let kept = desk.get()
  desk.listen(() => {
    const now = desk.get()
    if (now.signedIn === false) sessionStorage.removeItem(key)
    if (now.drafts === kept.drafts && now.pending === kept.pending) return
    kept = now
    sessionStorage.setItem(key, JSON.stringify(withUnsent(now)))
  })
  const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  if (typeof found !== 'object' || found === null) return
  const texts = Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  put(desk, { drafts: Object.fromEntries(texts) })
}

/** What has left the field and never arrived is a draft again after a reload. */
function withUnsent({ drafts, pending }: DeskState): Readonly<Record<string, string>> {
  const all = { ...drafts }
  for (const one of pending) {
    if (one.state === 'sent') continue
    const at = draftKey(one.case, one.kind)
    all[at] = [one.text, all[at]].filter(Boolean).join('\n')
  }
  return all
}
