import type { Knowledge } from '../core/knowledge.ts'
import { type Questions, questionsOf } from './asked.ts'
import { assemble } from './assemble.ts'
import { checkDays, checkValueDays } from './day-checks.ts'
import { type Fault, inReadingOrder } from './fault.ts'
import { folderName, readFolder } from './folder.ts'
import { deepFreeze } from './freeze.ts'
import { checkServed } from './municipality-checks.ts'
import { checkNearQuestions } from './near-question.ts'
import { faultAt, type Page } from './page.ts'
import { parsePage } from './parse.ts'
import { checkPatterns, checkRequests } from './patterns.ts'
import { type Directory, fill } from './placeholders.ts'
import { placesOf } from './places.ts'
import { readSet } from './read-set.ts'
import { checkPlace, checkSetReferences, checkTopicReferences, checkUniqueIds, type Known } from './references.ts'
import { checkReplies } from './reply-checks.ts'
import { revisionOf } from './revision.ts'
import { checkSameQuestions } from './same-question.ts'
import { judgingFile, optionalFiles, type SetFiles, setShapes } from './set-shapes.ts'
import { checkTopic } from './topic-checks.ts'
import { type TopicFile, topicShape } from './topic-shape.ts'
import { validate } from './validate.ts'
import { checkLanguageKeys, checkWords } from './word-checks.ts'

export type Loaded =
  | { readonly ok: true; readonly knowledge: Knowledge; readonly warnings: Fault[] }
  | { readonly ok: false; readonly faults: Fault[]; readonly warnings: Fault[] }

/**
 * Reads and checks the whole folder. All or nothing: one fault anywhere refuses the set, and every fault is listed.
 * Never throws for what the files hold. Without `today` (`2026-11-22`) no day counts as passed.
 */
export function loadKnowledge(dir: string, today?: string, parse: typeof parsePage = parsePage): Loaded {
  return loadToCheck(dir, today, parse).loaded
}

/** The same, with every question and its place, for whoever tries them. */
export function loadToCheck(
  dir: string,
  today?: string,
  parse: typeof parsePage = parsePage,
): { loaded: Loaded; questions: Questions } {
  const { files, faults: misplaced } = readFolder(dir, Object.keys(setShapes), optionalFiles)
  const faults = [...misplaced]
  const warnings: Fault[] = []
  const pages = new Map<string, Page>()
  for (const { name, bytes } of files) {
    const parsed = parse(`${folderName(dir)}/${name}`, bytes)
    faults.push(...parsed.faults)
    warnings.push(...parsed.warnings)
    if (parsed.page) pages.set(name, parsed.page)
  }

  const pageOf = (name: keyof SetFiles) => pages.get(name)
  const { set, complete, faults: setFaults } = readSet(pageOf, (name) => files.some((file) => file.name === name))
  const { topics, faults: topicFaults } = readTopics(pages)
  const { directory, offices, faults: placeFaults } = placesOf(set, pages.get('offices.yaml'))
  const known = knownIds(files, topics, set, directory)
  const same = checkSameQuestions(topics)
  const questions = questionsOf(topics, pageOf('gold.yaml'), set['gold.yaml'])
  const [officeFile, officePage] = [set['offices.yaml'], pageOf('offices.yaml')]
  const served = officeFile && officePage ? checkServed(officePage, officeFile) : { faults: [], warnings: [] }
  const checked = topics.map(({ page, topic }) => checkTopic(page, topic, directory))
  faults.push(
    ...setFaults,
    ...topicFaults,
    ...placeFaults,
    ...[...pages.values()].flatMap((page) => [
      ...checkWords(page),
      ...(known.tags ? checkLanguageKeys(page, known.tags) : []),
    ]),
    ...checkUniqueIds(topics),
    ...topics.flatMap(({ page, topic }) => checkTopicReferences(page, topic, known)),
    ...checkSetReferences(set, pageOf, known),
    ...checkTextsOfSet(set, pageOf, directory),
    ...same.faults,
    ...served.faults,
    ...checked.flatMap((result) => result.faults),
  )
  warnings.push(
    ...same.warnings,
    ...checkNearQuestions(questions),
    ...served.warnings,
    ...checked.flatMap((result) => result.warnings),
  )
  if (today !== undefined) {
    warnings.push(...topics.flatMap(({ page, topic }) => checkDays(page, topic, today)))
    warnings.push(...checkValueDays(pageOf('values.yaml'), set['values.yaml'], today))
  }

  const rest = inReadingOrder(warnings)
  const refused = { ok: false, faults: inReadingOrder(faults), warnings: rest } as const
  if (faults.length > 0 || !complete) return { loaded: refused, questions }
  const parts = { set: complete, topics: topics.map(({ topic }) => topic), directory, offices }
  const revision = revisionOf(files.filter(({ name }) => name !== judgingFile))
  const knowledge = deepFreeze(assemble(parts, revision))
  return { loaded: { ok: true, knowledge, warnings: rest }, questions }
}

function readTopics(pages: ReadonlyMap<string, Page>): { topics: { page: Page; topic: TopicFile }[]; faults: Fault[] } {
  const topics: { page: Page; topic: TopicFile }[] = []
  const faults: Fault[] = []
  for (const [name, page] of pages) {
    if (!name.startsWith('topics/')) continue
    const result = validate(page, topicShape)
    faults.push(...result.faults, ...checkPlace(page))
    if (result.value) topics.push({ page, topic: result.value })
  }
  return { topics, faults }
}

// A topic whose file has faults still exists: those who point to it are not to blame.
function knownIds(
  files: readonly { name: string }[],
  topics: readonly { topic: TopicFile }[],
  set: Partial<SetFiles>,
  directory: Directory,
): Known {
  const keys = (file: object | undefined) => file && new Set(Object.keys(file))
  const fromNames = files.map(({ name }) => /^topics\/[^/]+\/(.+)\.yaml$/.exec(name)?.[1] ?? '')
  return {
    topics: new Set([...fromNames, ...topics.map(({ topic }) => topic.id)]),
    areas: set['menu.yaml'] && new Set(set['menu.yaml'].areas.map((area) => area.id)),
    contacts: directory.contacts && new Set(directory.contacts.keys()),
    links: keys(set['links.yaml']),
    desks: keys(set['desks.yaml']?.desks),
    tags: keys(set['languages.yaml']),
  }
}

function checkTextsOfSet(
  set: Partial<SetFiles>,
  pageOf: (name: keyof SetFiles) => Page | undefined,
  directory: Directory,
): Fault[] {
  const [crisis, crisisPage, desks, desksPage] = [
    set['crisis.yaml'],
    pageOf('crisis.yaml'),
    set['desks.yaml'],
    pageOf('desks.yaml'),
  ]
  const replies =
    crisis && crisisPage ? [...checkReplies(crisisPage, crisis, directory), ...checkPatterns(crisisPage, crisis)] : []
  const phone = desks ? fill(desks.hours.phone, directory).problems : []
  const [phrases, phrasesPage] = [set['phrases.yaml'], pageOf('phrases.yaml')]
  const requests = phrases && phrasesPage ? checkRequests(phrasesPage, phrases) : []
  return [
    ...replies,
    ...requests,
    ...(desksPage ? phone.map(({ message }) => faultAt(desksPage, ['hours', 'phone'], message)) : []),
  ]
}
