import { describe, expect, it } from 'vitest'
import { noFactors, type Role, roles, type StaffMember } from '../../src/core/staff.ts'
import { type Action, type CaseFacts, may, table } from '../../src/staff/may.ts'

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
const waiting = { state: 'queued', by: null, offeredTo: null } as const
const others = { state: 'claimed', by: other, offeredTo: null } as const

/** Every place a member can have in a case. */
const cases: Readonly<Record<string, CaseFacts>> = {
  'waiting at my desk': { desk: 'general', ...waiting },
  'waiting at another desk': { desk: 'legal', ...waiting },
  mine: { desk: 'general', state: 'claimed', by: me, offeredTo: null },
  'mine, at another desk': { desk: 'legal', state: 'claimed', by: me, offeredTo: null },
  'offered to me': { desk: 'legal', state: 'claimed', by: other, offeredTo: me },
  "another's at my desk": { desk: 'general', ...others },
  "another's at another desk": { desk: 'legal', ...others },
  "a psychologist's": { desk: 'psychologist', ...others },
}
const all = Object.keys(cases)
const own = ['mine', 'mine, at another desk', 'offered to me']
const desk = ['waiting at my desk', ...own, "another's at my desk"]
const readable = ['waiting at my desk', ...own]
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
