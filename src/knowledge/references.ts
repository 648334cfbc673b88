import { record } from '../core/door.ts'
import type { Fault } from './fault.ts'
import { nearest } from './letters.ts'
import { faultAt, type Page, type Path } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
import type { TopicFile } from './topic-shape.ts'
import { guessOr, say } from './words.ts'

/** The ids others may point to. Undefined: that file has faults of its own, so nothing can be said. */
export interface Known {
  readonly topics: ReadonlySet<string>
  readonly areas: ReadonlySet<string> | undefined
  readonly contacts: ReadonlySet<string> | undefined
  readonly links: ReadonlySet<string> | undefined
  readonly desks: ReadonlySet<string> | undefined
  readonly tags: ReadonlySet<string> | undefined
}

/** Whether a topic lies where its `id` and `area` say: asked of every file, however faulty the rest of it is. */
export function checkPlace(page: Page): Fault[] {
  const [fileName = '', folder = ''] = page.file.split('/').reverse()
  const { id, area } = record(page.data) ?? {}
  const faults: Fault[] = []
  if (typeof id === 'string' && `${id}.yaml` !== fileName) {
    faults.push(faultAt(page, ['id'], say('place.id', { id, file: fileName })))
  }
  if (typeof area === 'string' && area !== folder) {
    faults.push(faultAt(page, ['area'], say('place.area', { area, folder })))
  }
  return faults
}

/** Where the topic points to. */
export function checkTopicReferences(page: Page, topic: TopicFile, known: Known): Fault[] {
  const faults: Fault[] = []
  const point = (path: Path, id: string | undefined, ids: ReadonlySet<string> | undefined, file: string) => {
    if (id !== undefined) faults.push(...missing(page, path, id, ids, file))
  }
  point(['area'], topic.area, known.areas, 'menu.yaml')
  for (const [index, next] of (topic.next ?? []).entries()) {
    point(['next', index, 'topic'], next.topic, known.topics, 'topics/')
    point(['next', index, 'contact'], next.contact, known.contacts, 'contacts.yaml')
    point(['next', index, 'desk'], next.desk, known.desks, 'desks.yaml')
  }
  for (const [index, handoff] of (topic.handoff ?? []).entries())
    point(['handoff', index, 'to'], handoff.to, known.desks, 'desks.yaml')
  for (const [index, other] of (topic.not_about ?? []).entries())
    point(['not_about', index], other, known.topics, 'topics/')
  return faults
}

/** Two files that claim the same id: a button could lead to either. */
export function checkUniqueIds(topics: readonly { page: Page; topic: TopicFile }[]): Fault[] {
  const first = new Map<string, string>()
  return topics.flatMap(({ page, topic }) => {
    const other = first.get(topic.id)
    first.set(topic.id, other ?? page.file)
    return other ? [faultAt(page, ['id'], say('place.same-id', { id: topic.id, other }))] : []
  })
}

/** Where the files beside the topics point to. */
export function checkSetReferences(
  set: Partial<SetFiles>,
  page: (name: keyof SetFiles) => Page | undefined,
  known: Known,
): Fault[] {
  const faults: Fault[] = []
  const point = (name: keyof SetFiles, path: Path, id: string, ids: ReadonlySet<string> | undefined, file: string) => {
    const where = page(name)
    if (where) faults.push(...missing(where, path, id, ids, file))
  }
  for (const [index, area] of (set['menu.yaml']?.areas ?? []).entries())
    for (const [at, topic] of (area.topics ?? []).entries())
      point('menu.yaml', ['areas', index, 'topics', at], topic, known.topics, 'topics/')
  for (const [id, desk] of Object.entries(set['desks.yaml']?.desks ?? {}))
    for (const [index, tag] of desk.languages.entries())
      point('desks.yaml', ['desks', id, 'languages', index], tag, known.tags, 'languages.yaml')
  for (const [id, category] of Object.entries(set['crisis.yaml']?.categories ?? {}))
    point('crisis.yaml', ['categories', id, 'desk'], category.desk, known.desks, 'desks.yaml')
  const categories = set['crisis.yaml'] && new Set(Object.keys(set['crisis.yaml'].categories))
  for (const id of Object.keys(set['danger-examples.yaml']?.danger ?? {}))
    point('danger-examples.yaml', ['danger', id], id, categories, 'crisis.yaml')
  for (const [id, value] of Object.entries(set['values.yaml'] ?? {}))
    point('values.yaml', [id, 'link'], value.link, known.links, 'links.yaml')
  for (const id of Object.keys(set['gold.yaml']?.topics ?? {}))
    point('gold.yaml', ['topics', id], id, known.topics, 'topics/')
  for (const [tag, language] of Object.entries(set['languages.yaml'] ?? {}))
    for (const [index, other] of language.asked_with.entries())
      point('languages.yaml', [tag, 'asked_with', index], other, known.tags, 'languages.yaml')
  return faults
}

function missing(page: Page, path: Path, id: string, ids: ReadonlySet<string> | undefined, file: string): Fault[] {
  if (!ids || ids.has(id)) return []
  const advice = guessOr(nearest(id, ids), say('reference.add'))
  return [faultAt(page, path, say('reference.missing', { id, file, advice }), id)]
}
