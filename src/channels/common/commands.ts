import type { Act } from '../../core/acts.ts'
import type { InboundBody } from '../../core/ports.ts'

const commands: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['language', { kind: 'language' }],
  ['human', { kind: 'human' }],
  ['offices', { kind: 'offices' }],
  ['privacy', { kind: 'privacy' }],
  ['mydata', { kind: 'mydata' }],
  ['hide', { kind: 'hide' }],
  ['delete', { kind: 'erase' }],
  ['help', { kind: 'help' }],
  ['menu', { kind: 'menu' }],
])

/** What a typed text is: `/start fa`, another command, words; null when nothing is said. */
export function readTyped(text: string): InboundBody | null {
  if (text.trim() === '') return null
  const command = /^\/([a-z]+)(?:@\w+)?(?:\s+(\S{1,64}))?/.exec(text)
  if (command?.[1] === 'start') return { type: 'personCame', language: command[2] ?? null }
  const act = command?.[1] ? commands.get(command[1]) : undefined
  return act ? { type: 'personChose', act, label: null } : { type: 'personWrote', text }
}
