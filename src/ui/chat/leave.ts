import { shiftCounter } from './shift-counter.ts'

const elsewhere = 'https://www.google.com/'

/** Nothing of the talk stays on this device or screen, and "back" does not lead here. */
export function leave(stop: () => void): void {
  stop()
  document.body.replaceChildren()
  document.title = ''
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch (forbidden) {
    console.debug(forbidden)
  }
  location.replace(elsewhere)
}

/** Leaves by button, by keyboard, and when another tab of this browser has left. Calls `go` at once. */
export function watchForLeaving(go: () => void): void {
  const count = shiftCounter()
  addEventListener('keydown', (event) => count(event.key, event.timeStamp, event.repeat) && go(), true)
  addEventListener('storage', (event) => event.key === null && go())
}
