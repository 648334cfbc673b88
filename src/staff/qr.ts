import { encode } from 'uqr'

export interface Qr {
  /** Width and height in modules, the quiet border included. */
  readonly size: number
  /** The dark modules as one path of an SVG, a unit each. */
  readonly path: string
}

/** Drawn here and not in the page: the console carries no encoder for a picture seen once in a year. */
export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
