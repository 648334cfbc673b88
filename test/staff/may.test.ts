import { describe, expect, it } from 'vitest'
import { noFactors, type Role, roles, type StaffMember } from '../../src/core/staff.ts'
import { type Action, type CaseFacts, createMay, table } from '../../src/staff/may.ts'

const may = createMay(() => 'riga')

const member = (role: Role, part: Partial<StaffMember> = {}): StaffMember => ({
  id: 'me',
  login: 'me',
  displayName: 'Me',
  legalName: 'Me Legal',
  roles: [role],
  desks: ['general'],
  offices: [],
  onDuty: false,
  telegram: null,
  languages: ['lv'],
  varieties: [],
  gender: null,
  passwordHash: null,
  factors: noFactors,
  demo: false,
  disabled: false,
  ...part,
})

const me = { id: 'me', name: 'Me' }
const other = { id: 'other', name: 'Other' }
const plain = { desk: 'general', office: null, urgency: 'normal' } as const
const waiting = { ...plain, state: 'queued', by: null, offeredTo: null } as const
const others = { ...plain, state: 'claimed', by: other, offeredTo: null } as const

/** Every place a member can have in a case. */
const cases: Readonly<Record<string, CaseFacts>> = {
  'waiting at my desk': waiting,
  'waiting at another desk': { ...waiting, desk: 'legal' },
  'waiting in danger, at another desk': { ...waiting, desk: 'legal', urgency: 'danger' },
  mine: { ...others, by: me },
  'mine, at another desk': { ...others, desk: 'legal', by: me },
  'offered to me': { ...others, desk: 'legal', offeredTo: me },
  "another's at my desk": others,
  "another's at another desk": { ...others, desk: 'legal' },
  "a psychologist's": { ...others, desk: 'psychologist' },
}
const all = Object.keys(cases)
const own = ['mine', 'mine, at another desk', 'offered to me']
const anybodys = ['waiting in danger, at another desk']
const desk = ['waiting at my desk', ...anybodys, ...own, "another's at my desk"]
const readable = ['waiting at my desk', ...anybodys, ...own]
const nothing: readonly string[] = []

/** conversation.md, "Roles": for which cases each role may do it. */
const expected: Readonly<Record<Action, Readonly<Record<Role, readonly string[]>>>> = {
  'see-queue': { consultant: desk, psychologist: desk, interpreter: nothing, editor: nothing, coordinator: all },
  claim: { consultant: desk, psychologist: desk, interpreter: nothing, editor: nothing, coordinator: all },
  read: {
    consultant: readable,
    psychologist: readable,
    interpreter: nothing,
    editor: nothing,
    coordinator: [...readable, 'waiting at another desk'],
  },
  write: { consultant: own, psychologist: own, interpreter: nothing, editor: nothing, coordinator: own },
  'read-anothers': { consultant: desk, psychologist: nothing, interpreter: nothing, editor: nothing, coordinator: all },
  note: { consultant: readable, psychologist: own, interpreter: nothing, editor: nothing, coordinator: nothing },
  'read-notes': {
    consultant: readable,
    psychologist: own,
    interpreter: nothing,
    editor: nothing,
    coordinator: all.filter((one) => one !== "a psychologist's"),
  },
  close: { consultant: own, psychologist: own, interpreter: nothing, editor: nothing, coordinator: all },
  transfer: { consultant: own, psychologist: own, interpreter: nothing, editor: nothing, coordinator: all },
  'invite-interpreter': { consultant: own, psychologist: own, interpreter: nothing, editor: nothing, coordinator: all },
  'leave-as-interpreter': {
    consultant: nothing,
    psychologist: nothing,
    interpreter: nothing,
    editor: nothing,
    coordinator: nothing,
  },
  erase: { consultant: own, psychologist: own, interpreter: nothing, editor: nothing, coordinator: all },
  'try-knowledge': { consultant: all, psychologist: all, interpreter: nothing, editor: all, coordinator: all },
  'override-knowledge': { consultant: all, psychologist: nothing, interpreter: nothing, editor: all, coordinator: all },
  'edit-knowledge': {
    consultant: nothing,
    psychologist: nothing,
    interpreter: nothing,
    editor: all,
    coordinator: all,
  },
  ...onlyCoordinators('manage-staff', 'see-reports', 'see-audit'),
}

function onlyCoordinators<A extends Action>(...actions: readonly A[]) {
  const row = { consultant: nothing, psychologist: nothing, interpreter: nothing, editor: nothing, coordinator: all }
  return Object.fromEntries(actions.map((action) => [action, row])) as Record<A, typeof row>
}

const rows = Object.entries(expected).flatMap(([action, row]) =>
  roles.map((role) => [role, action as Action, row[role]] as const),
)

describe('who may do what', () => {
  it.each(rows)('a %s: %s', (role, action, allowed) => {
    const found = all.filter((name) => may(member(role), action, cases[name]))
    expect([...found].sort()).toEqual([...allowed].sort())
  })

  it.each(Object.keys(table) as Action[])(
    'an interpreter who is in the talk may only read, write and leave: %s',
    (action) => {
      const allowed = ['read', 'write', 'leave-as-interpreter'].includes(action)
      expect(may(member('interpreter'), action, cases["another's at another desk"], true)).toBe(allowed)
      expect(may(member('interpreter'), action, cases["another's at another desk"], false)).toBe(false)
    },
  )

  it.each(Object.keys(table) as Action[])('a disabled account may nothing: %s', (action) => {
    const disabled = member('coordinator', { roles, disabled: true })
    expect(all.filter((name) => may(disabled, action, cases[name], true))).toEqual([])
  })

  it('who has two roles may do what either may', () => {
    const both = member('editor', { roles: ['editor', 'consultant'] })
    expect(may(both, 'edit-knowledge')).toBe(true)
    expect(may(both, 'claim', cases['waiting at my desk'])).toBe(true)
    expect(may(both, 'manage-staff')).toBe(false)
  })

  it('a right over cases is none where no case is meant', () => {
    for (const action of ['claim', 'write', 'note', 'read'] as const)
      expect(may(member('consultant'), action)).toBe(false)
  })
})

/** Cases that wait at the member's desk, at every place of ours. */
const places: Readonly<Record<string, CaseFacts>> = {
  'no office': waiting,
  Riga: { ...waiting, office: 'riga' },
  Cesis: { ...waiting, office: 'cesis' },
  Jelgava: { ...waiting, office: 'jelgava' },
  'danger in Jelgava': { ...waiting, office: 'jelgava', urgency: 'danger' },
  'danger in Jelgava, at another desk': { ...waiting, office: 'jelgava', urgency: 'danger', desk: 'legal' },
}
const danger = ['danger in Jelgava', 'danger in Jelgava, at another desk']
const everywhere = ['no office', 'Riga', 'Cesis', 'Jelgava', ...danger]
const inCesis = ['no office', 'Cesis', ...danger]

/** Offices of the member -> cases at their desk that they see. */
const offices = [
  [[], everywhere],
  [['cesis'], inCesis],
  [
    ['cesis', 'jelgava'],
    ['no office', 'Cesis', 'Jelgava', ...danger],
  ],
  [['riga'], everywhere],
  [['riga', 'cesis'], everywhere],
] as const
const atDesk = ['see-queue', 'claim', 'read', 'read-anothers'] as const
const cells = atDesk.flatMap((action) => offices.map(([of, seen]) => [of.join(' and '), action, of, seen] as const))

describe('whose office', () => {
  it.each(cells)('a consultant of [%s]: %s', (_of, action, mine, seen) => {
    const found = Object.keys(places).filter((name) =>
      may(member('consultant', { offices: mine }), action, places[name]),
    )
    expect(found).toEqual(seen)
  })

  it('a psychologist with an office sees as far as a consultant', () => {
    const of = member('psychologist', { offices: ['cesis'] })
    expect(Object.keys(places).filter((name) => may(of, 'see-queue', places[name]))).toEqual(inCesis)
  })

  it('a coordinator sees every office, whatever stands in the account', () => {
    const of = member('coordinator', { offices: ['cesis'] })
    for (const action of ['see-queue', 'claim', 'read'] as const)
      expect(Object.keys(places).filter((name) => may(of, action, places[name]))).toEqual(Object.keys(places))
  })

  it('what one has in hand, or is offered, stays in sight wherever it is', () => {
    const far = { ...others, office: 'jelgava' }
    const of = member('consultant', { offices: ['cesis'] })
    for (const action of ['see-queue', 'read', 'write', 'note', 'close', 'transfer'] as const) {
      expect(may(of, action, { ...far, by: me })).toBe(true)
      expect(may(of, action, { ...far, offeredTo: me })).toBe(true)
    }
  })

  it('without a fallback every office sees its own only', () => {
    const strict = createMay(() => null)
    expect(strict(member('consultant', { offices: ['riga'] }), 'see-queue', places.Cesis)).toBe(false)
    expect(strict(member('consultant', { offices: ['riga'] }), 'see-queue', places.Riga)).toBe(true)
  })
})
