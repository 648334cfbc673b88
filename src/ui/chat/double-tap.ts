interface Tap {
  readonly clientX: number
  readonly clientY: number
  readonly timeStamp: number
}

let last: Tap = { clientX: -99, clientY: -99, timeStamp: -999 }

/** The second half of a double tap: after the first one the page has moved, and another button may lie under the finger. */
export function isSecondTap(tap: Tap): boolean {
  const near = Math.hypot(tap.clientX - last.clientX, tap.clientY - last.clientY) < 4
  const soon = tap.timeStamp - last.timeStamp < 500
  last = tap
  return near && soon
}
