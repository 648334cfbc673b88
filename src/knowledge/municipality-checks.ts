import type { Fault } from './fault.ts'
import { nearest } from './letters.ts'
import { municipalities } from './municipalities.ts'
import { faultAt, type Page } from './page.ts'
import type { SetFiles } from './set-shapes.ts'
import { guessOr, say } from './words.ts'

/**
 * Whose people are shown which office: one municipality, one office. A name that is not on the list of municipalities is
 * only a warning: the list changes with every reform.
 */
export function checkServed(page: Page, offices: SetFiles['offices.yaml']): { faults: Fault[]; warnings: Fault[] } {
  const faults: Fault[] = []
  const warnings: Fault[] = []
  const servedBy = new Map<string, string>()
  for (const [id, { serves }] of Object.entries(offices)) {
    for (const name of Object.keys(serves)) {
      const path = [id, 'serves', name]
      const other = servedBy.get(name)
      if (other !== undefined) {
        faults.push(faultAt(page, path, say('office.served-twice', { name, other })))
      }
      servedBy.set(name, other ?? id)
      if (municipalities.has(name)) continue
      const advice = guessOr(nearest(name, municipalities), say('office.town'))
      warnings.push(faultAt(page, path, say('office.no-municipality', { name, advice })))
    }
  }
  return { faults, warnings }
}
