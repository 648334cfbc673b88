const within = 3000

/** Counts Shift pressed by itself. True at the third time within three seconds; any other key begins anew. */
export function shiftCounter(): (key: string, at: number, held: boolean) => boolean {
  let presses: number[] = []
  return (key, at, held) => {
    if (held) return false
    presses = key === 'Shift' ? [...presses.filter((earlier) => at - earlier < within), at] : []
    return presses.length >= 3
  }
}
