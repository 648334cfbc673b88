// Loaded before the program: its clock on the wall is wrong by CLOCK_AHEAD (ms), and jumps to what stands in the file
// CLOCK_FILE when SIGUSR2 comes. Time that passes, which timers go by, is not touched: as when somebody sets the clock.
import { readFileSync } from 'node:fs'

const real = Date.now
let ahead = Number(process.env.CLOCK_AHEAD ?? 0)
const Real = Date
Date.now = () => real() + ahead
globalThis.Date = new Proxy(Real, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [real() + ahead] : args, self),
})
process.on('SIGUSR2', () => {
  ahead = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'))
})
