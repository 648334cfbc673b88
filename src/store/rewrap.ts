/**
 * The master key has changed: whatever an older one has wrapped or sealed is done anew with the newest, piece by piece
 * while people write. Beside `Store`, in the drivers that keep anything.
 */
export interface Rewrapping {
  /** One pass over everything; gives how much was done anew. Ends early, without a promise, when `goOn` says no. */
  rewrap(goOn: GoOn): Promise<number>
}

/** Asked after each piece; `percent` of everything has been looked at. */
export type GoOn = (soFar: { readonly count: number; readonly percent: number }) => Promise<boolean>
