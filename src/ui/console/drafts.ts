import { type Desk, put } from './state.ts'

const key = 'tilts.console.drafts'

/**
 * What was begun and not sent survives a reload, in this tab alone: sessionStorage goes with the tab, and with signing
 * out. What a person said never lies there.
 */
export function keepDrafts(desk: Desk): void {
  let kept = desk.get().drafts
  desk.listen(() => {
    const { drafts, signedIn } = desk.get()
    if (signedIn === false) sessionStorage.removeItem(key)
    if (drafts === kept) return
    kept = drafts
    sessionStorage.setItem(key, JSON.stringify(drafts))
  })
  const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  if (typeof found !== 'object' || found === null) return
  const texts = Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  put(desk, { drafts: Object.fromEntries(texts) })
}
