/** Something in the files that an editor has to look at. Lines and columns count from 1. */
export interface Fault {
  /** Begins with the folder's own name, so that it reads the same on every machine: `knowledge/menu.yaml`. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** One fault, one line. */
export function printFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column}  ${fault.message}`
}

/** Sorted as an editor works: file by file, from top to bottom. */
export function inReadingOrder(faults: readonly Fault[]): Fault[] {
  const compare = (a: Fault, b: Fault) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
  return [...faults].sort(compare)
}
