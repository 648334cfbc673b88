import { sayFrom } from '../shared/strings.ts'
import type { DeskState } from './state.ts'

/** Whether the browser could be asked to show notifications. */
export const mayAsk = (): boolean => 'Notification' in window && Notification.permission === 'default'

/** A notification of the system while this page is out of sight: that something waits, never a word of it. */
export function notifyOf(state: DeskState, why: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden) return
  const say = sayFrom(state.strings ?? {})
  const key = `notify.${why}`
  const words = say(key)
  // Of several tabs the last one replaces the others': one notification, not twelve.
  new Notification(words === key ? say('notify.new') : words, { tag: `tilts-${why}` })
}
