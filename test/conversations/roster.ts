import type { Colleague, Roster } from '../../src/core/roster.ts'

const base = {
  roles: ['consultant'],
  desks: ['general', 'legal'],
  offices: [],
  languages: ['lv', 'ru', 'en'],
  varieties: [],
  gender: null,
  present: true,
  busy: 0,
} as const satisfies Omit<Colleague, 'ref'>

/** Who works in the talks. Zahra's console is closed: her phone is called. */
export const colleagues = {
  Anna: base,
  Ilze: base,
  Dace: { ...base, roles: ['psychologist'], desks: ['psychologist'] },
  Farid: { ...base, roles: ['interpreter'], desks: [], languages: ['prs', 'fa', 'en'], gender: 'man' },
  Zahra: {
    ...base,
    roles: ['interpreter'],
    desks: [],
    languages: ['prs', 'ru'],
    varieties: ['Hazaragi'],
    gender: 'woman',
    present: false,
  },
} as const satisfies Record<string, Omit<Colleague, 'ref'>>

export type Name = keyof typeof colleagues
export const names = ['Anna', 'Ilze', 'Dace', 'Farid', 'Zahra'] as const satisfies readonly Name[]

export const roster: Roster = {
  colleagues: names.map((name) => ({ ref: { id: name.toLowerCase(), name }, ...colleagues[name] })),
}
