import type { CaseView } from '../../src/core/case-view.ts'
import { noFactors, type StaffMember } from '../../src/core/staff.ts'
import { anna, monday } from '../core/small-world.ts'
import { caseOf } from '../store/builders.ts'

/** An open case as the queue sees it: taken by Anna, who is to write next, unless told otherwise. */
export const openCase = (id: string, change: Partial<CaseView> = {}): CaseView =>
  caseOf(`talk of ${id}`, id, {
    state: 'claimed',
    by: anna,
    openedAt: monday,
    pickedUpAt: monday,
    attentionSince: monday,
    ...change,
  })

export const member = (id: string, change: Partial<StaffMember> = {}): StaffMember => ({
  id,
  login: id,
  displayName: `${id[0]?.toUpperCase()}${id.slice(1)}`,
  legalName: 'Somebody',
  roles: ['consultant'],
  desks: ['general'],
  offices: [],
  languages: ['lv'],
  varieties: [],
  gender: null,
  onDuty: false,
  telegram: null,
  passwordHash: 'x',
  factors: noFactors,
  demo: false,
  disabled: false,
  ...change,
})
