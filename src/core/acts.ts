import type { Gender } from './conversation.ts'

/**
 * What a button does, a command does, and typing its number or label does: one vocabulary for all three. Written as
 * `word` or `word:argument`, ASCII, at most 64 bytes (Telegram's callback_data), stable for ever: old buttons must work.
 */
export type Act =
  | { readonly kind: 'human' | 'interpreter' | 'psychologist' | 'menu' | 'language' | 'offices' | 'privacy' | 'help' }
  /** What is kept of them. */
  | { readonly kind: 'mydata' }
  /** Off the screen, for whoever looks over their shoulder; we keep what we keep. */
  | { readonly kind: 'hide' }
  | {
      readonly kind: 'erase' | 'erase-yes' | 'erase-no' | 'consent-yes' | 'consent-no' | 'none' | 'safe' | 'unqueue'
    }
  /** Who works with newcomers, and the interpreter they order for an appointment. */
  | { readonly kind: 'specialist' | 'specialist-off' | 'order' | 'order-yes' | 'order-no' }
  | { readonly kind: 'order-language'; readonly language: string }
  | { readonly kind: 'speak'; readonly language: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'area'; readonly area: string }
  | { readonly kind: 'desk'; readonly desk: string }
  | { readonly kind: 'contact'; readonly contact: string }
  | { readonly kind: 'office'; readonly office: string }
  /** Was this answer helpful? The topic tells which answer. */
  | { readonly kind: 'good' | 'bad'; readonly topic: string }
  | { readonly kind: 'why'; readonly reason: 'wrong' | 'unclear' | 'old'; readonly topic: string }
  /** Did the whole talk help? Only after closing. */
  | { readonly kind: 'rate'; readonly value: 'good' | 'bad' }
  | { readonly kind: 'danger'; readonly answer: 'yes' | 'no' }
  /** Who shall interpret. */
  | { readonly kind: 'prefer'; readonly who: Gender | 'any' }

const bare = [
  'human',
  'interpreter',
  'psychologist',
  'menu',
  'language',
  'offices',
  'privacy',
  'mydata',
  'hide',
  'help',
  'erase',
  'erase-yes',
  'erase-no',
  'consent-yes',
  'consent-no',
  'none',
  'safe',
  'unqueue',
  'specialist',
  'specialist-off',
  'order',
  'order-yes',
  'order-no',
] as const
type Bare = (typeof bare)[number]
const isBare = (word: string): word is Bare => bare.some((known) => known === word)

export function writeAct(act: Act): string {
  switch (act.kind) {
    case 'speak':
      return `speak:${act.language}`
    case 'order-language':
      return `order-language:${act.language}`
    case 'topic':
      return `topic:${act.topic}`
    case 'area':
      return `area:${act.area}`
    case 'desk':
      return `desk:${act.desk}`
    case 'contact':
      return `contact:${act.contact}`
    case 'office':
      return `office:${act.office}`
    case 'good':
    case 'bad':
      return `${act.kind}:${act.topic}`
    case 'why':
      return `why:${act.reason}:${act.topic}`
    case 'rate':
      return `rate:${act.value}`
    case 'danger':
      return `danger:${act.answer}`
    case 'prefer':
      return `prefer:${act.who}`
    default:
      return act.kind
  }
}

/** The act a string stands for; null for anything we never wrote. Nothing in it is trusted to exist. */
export function readAct(text: string): Act | null {
  if (text.length > 64) return null
  if (isBare(text)) return { kind: text }
  const [kind, ...parts] = text.split(':')
  const [argument, rest] = parts
  if (!argument || parts.length > (kind === 'why' ? 2 : 1) || !parts.every((part) => /^[A-Za-z0-9-]+$/.test(part)))
    return null
  switch (kind) {
    case 'speak':
    case 'order-language':
      return { kind, language: argument }
    case 'topic':
      return { kind, topic: argument }
    case 'area':
      return { kind, area: argument }
    case 'desk':
      return { kind, desk: argument }
    case 'contact':
      return { kind, contact: argument }
    case 'office':
      return { kind, office: argument }
    case 'good':
    case 'bad':
      return { kind, topic: argument }
    case 'why':
      return rest && (argument === 'wrong' || argument === 'unclear' || argument === 'old')
        ? { kind, reason: argument, topic: rest }
        : null
    case 'rate':
      return argument === 'good' || argument === 'bad' ? { kind, value: argument } : null
    case 'danger':
      return argument === 'yes' || argument === 'no' ? { kind, answer: argument } : null
    case 'prefer':
      return argument === 'woman' || argument === 'man' || argument === 'any' ? { kind, who: argument } : null
    default:
      return null
  }
}
