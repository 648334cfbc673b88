import { describe, expect, it } from 'vitest'
import { inHand, rosterOf } from '../../src/shift/roster.ts'
import { anna, farid, ilze, monday } from '../core/small-world.ts'
import { member, openCase } from './cases.ts'

const nobody = (): boolean => false
const names = (staff: Parameters<typeof rosterOf>[0]) =>
  rosterOf(staff, new Map(), nobody).colleagues.map(({ ref }) => ref.name)

describe('who works here', () => {
  it('everybody who may come in and has chosen a name', () => {
    const staff = [member('anna'), member('ilze', { disabled: true }), member('dace', { displayName: '' })]
    expect(names(staff)).toEqual(['Anna'])
  })

  it('carries what a case is given by: desks, offices, languages, varieties, woman or man', () => {
    const zahra = member('zahra', {
      roles: ['interpreter'],
      offices: ['riga'],
      languages: ['prs'],
      varieties: ['Hazaragi'],
      gender: 'woman',
    })
    expect(rosterOf([zahra], new Map(), (id) => id === 'zahra').colleagues).toEqual([
      {
        ref: { id: 'zahra', name: 'Zahra' },
        roles: ['interpreter'],
        desks: ['general'],
        offices: ['riga'],
        languages: ['prs'],
        varieties: ['Hazaragi'],
        gender: 'woman',
        present: true,
        busy: 0,
      },
    ])
  })

  it('busy: cases in hand and interpretations, not those that sleep nor those that wait', () => {
    const open = [
      openCase('1'),
      openCase('2', { interpretation: 'active', interpreter: farid }),
      openCase('3', { sleepsUntil: monday + 1 }),
      openCase('4', { state: 'queued', by: null }),
      openCase('5', { by: ilze }),
    ]
    const { colleagues } = rosterOf(
      [member('anna'), member('ilze'), member('farid'), member('dace')],
      inHand(open),
      nobody,
    )
    expect(colleagues.map(({ ref, busy }) => [ref.id, busy])).toEqual([
      [anna.id, 2],
      [ilze.id, 1],
      [farid.id, 1],
      ['dace', 0],
    ])
  })
})
