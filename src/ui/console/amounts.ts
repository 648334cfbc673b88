/** "1,2 MB": as the reader's language writes it. */
export function size(bytes: number, language: string): string {
  const kilo = bytes / 1024
  const [amount, unit] = kilo < 1000 ? [Math.max(1, Math.round(kilo)), 'KB'] : [Math.round(kilo / 102.4) / 10, 'MB']
  return `${new Intl.NumberFormat(language).format(amount)} ${unit}`
}

/** "1:05". */
export const timeOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
