/** The first of the browser's languages that the page has; English otherwise. */
export function bestOf(wanted: readonly string[], has: readonly string[]): string {
  for (const tag of wanted) {
    const found = has.find((one) => one === tag) ?? has.find((one) => one === tag.split('-')[0])
    if (found) return found
  }
  return 'en'
}

/** The language in the act of a button; null for other acts. */
export function spokenBy(act: string | null): string | null {
  return act?.startsWith('speak:') ? act.slice('speak:'.length) : null
}
