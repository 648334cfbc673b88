import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { Page } from './page.ts'
import { type SetFiles, setShapes } from './set-shapes.ts'
import { validate } from './validate.ts'

/** The files beside `topics/`. Absent from the result: those with faults. */
export function readSet(
  page: (name: keyof SetFiles) => Page | undefined,
  isThere: (name: keyof SetFiles) => boolean,
): {
  set: Partial<SetFiles>
  complete?: SetFiles
  faults: Fault[]
} {
  const faults: Fault[] = []
  const read = <Shape extends z.ZodType>(name: keyof SetFiles, shape: Shape): z.infer<Shape> | undefined => {
    const found = page(name)
    // A file that cannot be parsed or is missing has been reported before.
    if (!found) return undefined
    const result = validate(found, shape)
    faults.push(...result.faults)
    return result.value
  }
  const menu = read('menu.yaml', setShapes['menu.yaml'])
  const contacts = read('contacts.yaml', setShapes['contacts.yaml'])
  const offices = read('offices.yaml', setShapes['offices.yaml'])
  const links = read('links.yaml', setShapes['links.yaml'])
  const desks = read('desks.yaml', setShapes['desks.yaml'])
  const holidays = read('holidays.yaml', setShapes['holidays.yaml'])
  const languages = read('languages.yaml', setShapes['languages.yaml'])
  const crisis = read('crisis.yaml', setShapes['crisis.yaml'])
  const examples = read('danger-examples.yaml', setShapes['danger-examples.yaml'])
  const phrases = read('phrases.yaml', setShapes['phrases.yaml'])
  const replies = read('replies.yaml', setShapes['replies.yaml'])
  const synonyms = read('synonyms.yaml', setShapes['synonyms.yaml'])
  const values = isThere('values.yaml') ? read('values.yaml', setShapes['values.yaml']) : {}
  const gold = isThere('gold.yaml') ? read('gold.yaml', setShapes['gold.yaml']) : { topics: {}, none: {} }

  const set: Partial<SetFiles> = {
    ...(menu && { 'menu.yaml': menu }),
    ...(contacts && { 'contacts.yaml': contacts }),
    ...(offices && { 'offices.yaml': offices }),
    ...(links && { 'links.yaml': links }),
    ...(desks && { 'desks.yaml': desks }),
    ...(holidays && { 'holidays.yaml': holidays }),
    ...(languages && { 'languages.yaml': languages }),
    ...(crisis && { 'crisis.yaml': crisis }),
    ...(examples && { 'danger-examples.yaml': examples }),
    ...(phrases && { 'phrases.yaml': phrases }),
    ...(replies && { 'replies.yaml': replies }),
    ...(synonyms && { 'synonyms.yaml': synonyms }),
    ...(values && { 'values.yaml': values }),
    ...(gold && { 'gold.yaml': gold }),
  }
  return isComplete(set) ? { set, complete: set, faults } : { set, faults }
}

function isComplete(set: Partial<SetFiles>): set is SetFiles {
  return Object.keys(setShapes).every((name) => Object.hasOwn(set, name))
}
