import { stringify } from 'yaml'
import type { Idea } from '../core/editing.ts'

const languages = ['lv', 'ru', 'en']

/** A topic to be finished by its editor: what is known stands in it, and what is missing is an empty line with its name. */
export function draftTopic({ id, area, language, title, question, answer, today }: Idea): string {
  const inAll = (words: string) => Object.fromEntries(languages.map((tag) => [tag, tag === language ? words : null]))
  const draft = {
    id,
    status: 'draft',
    area,
    title: inAll(title),
    button: inAll(title.slice(0, 24)),
    questions: Object.fromEntries(languages.map((tag) => [tag, tag === language ? [question] : []])),
    answer: inAll(answer),
    next: [{ desk: 'general' }],
    sources: [{ url: 'https://', seen: today }],
    review_by: today,
    owner: 'consultant',
  }
  const yaml = stringify(draft, { lineWidth: 0, nullStr: '', blockQuote: 'literal' })
  const todo = [
    '# A draft: nobody is answered with it until its status is `live`.',
    '# To do: the empty lines in all three languages; eight ways to ask in each; a source with the day you read it;',
    '# no names, phones or sums in the answer (they stand in contacts.yaml and values.yaml).',
  ]
  return `${todo.join('\n')}\n${yaml}`
}
