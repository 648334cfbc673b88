/**
 * Between equal processes of one helpline: what one says, all the others hear, soon or never. Nothing durable hangs on
 * it: who is here, what changed, how often somebody has tried. A process alone talks to nobody.
 */
export interface Party {
  say(topic: string, message: unknown): void
  /** `from`: which process said it. */
  hear(topic: string, listener: (message: unknown, from: string) => void): void
}

export const alone: Party = { say: () => {}, hear: () => {} }
