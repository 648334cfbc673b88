import { botFrameworkWire } from './botframework.ts'
import { telegramWire } from './telegram.ts'
import { terminalWire } from './terminal.ts'
import { webchatWire } from './webchat.ts'
import type { Wire } from './wire.ts'

/** Every channel there is. */
export const wires = {
  telegram: telegramWire,
  botframework: botFrameworkWire,
  webchat: webchatWire,
  terminal: terminalWire,
} as const satisfies Readonly<Record<string, (now: () => number) => Wire>>

export type WireName = keyof typeof wires
export const wireNames = ['telegram', 'botframework', 'webchat', 'terminal'] as const satisfies readonly WireName[]
