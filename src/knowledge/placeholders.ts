import type { Contact, Value } from '../core/knowledge.ts'
import { nearest } from './letters.ts'
import { guessOr, type Message, say } from './words.ts'

/** What `{{...}}` may stand for. A missing part is one whose own file has faults: nothing is said about it twice. */
export interface Directory {
  readonly contacts?: ReadonlyMap<string, Contact>
  readonly offices?: ReadonlyMap<string, Contact>
  readonly links?: ReadonlyMap<string, string>
  readonly values?: ReadonlyMap<string, Value>
}

export interface Problem {
  /** As written in the text, to find its place. */
  readonly placeholder: string
  readonly message: Message
}

interface Found {
  readonly value?: string
  readonly message?: Message
}

const pattern = /\{\{([^{}]*)\}\}/g

/**
 * Puts contacts and links into a text. Each placeholder that means nothing is a problem and stays as it is. Values stay
 * in answers, where they are put in on the day they are said (core/values.ts), and mean nothing elsewhere.
 */
export function fill(text: string, directory: Directory, isAnswer = false): { text: string; problems: Problem[] } {
  const problems: Problem[] = []
  const filled = text.replace(pattern, (placeholder: string, inner: string) => {
    const found = resolve(inner.trim(), directory, isAnswer)
    if (found.message)
      problems.push({ placeholder, message: say('placeholder.nothing', { placeholder, what: found.message }) })
    return found.value ?? placeholder
  })
  const left = withoutPlaceholders(filled)
  if (problems.length === 0 && /\{\{|\}\}/.test(left))
    problems.push({
      placeholder: left.includes('{{') ? '{{' : '}}',
      message: say('placeholder.partner'),
    })
  return { text: filled, problems }
}

/** All placeholders of a text, without the links: those may differ from language to language. */
export function contactPlaceholders(text: string): Set<string> {
  return new Set(
    [...text.matchAll(pattern)].map(([, inner]) => inner?.trim() ?? '').filter((inner) => !inner.startsWith('link.')),
  )
}

export const withoutPlaceholders = (text: string): string => text.replace(pattern, '')

function resolve(inner: string, directory: Directory, isAnswer: boolean): Found {
  const [kind, id = '', field, ...rest] = inner.split('.')
  if (kind === 'link' && field === undefined)
    return lookUp(id, directory.links, 'links.yaml', (link) => ({ value: link }))
  if (kind === 'value' && field === undefined) {
    if (!isAnswer) return { message: say('placeholder.values') }
    return lookUp(id, directory.values, 'values.yaml', () => ({ value: `{{value.${id}}}` }))
  }
  if ((kind === 'contact' || kind === 'office') && rest.length === 0) {
    const all = kind === 'contact' ? directory.contacts : directory.offices
    return lookUp(id, all, `${kind}s.yaml`, (contact) => fieldOf(contact, field))
  }
  return { message: say('placeholder.kinds') }
}

function lookUp<Entry>(
  id: string,
  all: ReadonlyMap<string, Entry> | undefined,
  file: string,
  use: (entry: Entry) => Found,
): Found {
  if (!all) return {}
  const entry = all.get(id)
  if (entry !== undefined) return use(entry)
  return { message: say('placeholder.unknown', { id, file, advice: guessOr(nearest(id, all.keys()), '') }) }
}

function fieldOf(contact: Contact, field: string | undefined): Found {
  if (field !== 'phone' && field !== 'email' && field !== 'address') return { message: say('placeholder.field') }
  const value = field === 'phone' ? contact.phones[0] : contact[field]
  return value === undefined ? { message: say('placeholder.no-field', { id: contact.id, field }) } : { value }
}
