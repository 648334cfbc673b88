import type { Say } from '../shared/strings.ts'
import type { Actions } from './desk.ts'
import type { DeskState } from './state.ts'

/** What every part of the console may need: the state, what can be done, and words. */
export interface Console {
  readonly state: DeskState
  readonly desk: Actions
  readonly say: Say
  /** The words of a key made of a group and a value (`channel.web`); the value itself where there are none. */
  readonly name: (group: string, value: string) => string
}

// One console a page, and the whole of it is drawn when its state changes: a Preact context would add nothing but weight
// to the chunk the chat page shares.
let current: Console | null = null

/** Set by the app before it draws its parts. */
export function setConsole(now: Console): void {
  current = now
}

export function useConsole(): Console {
  if (!current) throw new Error('The console has not begun; see console/app.tsx.')
  return current
}
