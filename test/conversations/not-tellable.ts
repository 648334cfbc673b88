import type { WireName } from '../wires/wires.ts'

/** Talks in which somebody does what nobody can do on that channel, and why. */
const over = 'the choice was printed in a list, and other choices have taken the place of its number since'
export const notTellable: Readonly<Record<WireName, Readonly<Record<string, string>>>> = {
  telegram: {},
  botframework: { 'leaves-the-queue.yaml': `more than six choices are a list on Teams, too: ${over}` },
  webchat: { 'blocked.yaml': 'nobody can block a page, and closing it is no goodbye: who comes back finds their talk' },
  terminal: {
    'blocked.yaml': 'nobody can block a program',
    'leaves-the-queue.yaml': over,
    'rating.yaml': over,
    'teacher-asks.yaml': over,
    'voice-first.yaml': 'a keyboard sends words',
    'what-is-kept.yaml': 'a terminal has no commands',
  },
}
