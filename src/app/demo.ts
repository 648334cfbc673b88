import type { Channel, InboundBody, Records } from '../core/ports.ts'
import { noFactors, type StaffMember } from '../core/staff.ts'
import type { Handle } from '../engine/handle.ts'

/** Known to everybody who reads this: they exist only where nothing but this computer is served. */
export const demoLogins = [
  { login: 'anna', password: 'anna-demo-1', role: 'consultant' },
  { login: 'ilze', password: 'ilze-demo-1', role: 'coordinator' },
  { login: 'dace', password: 'dace-demo-1', role: 'psychologist' },
  { login: 'farid', password: 'farid-demo-1', role: 'interpreter' },
] as const

const atEveryDesk = { desks: ['general', 'legal', 'psychologist', 'specialists'], languages: ['lv', 'ru', 'en'] }
const people = {
  anna: { displayName: 'Anna', roles: ['consultant'], ...atEveryDesk, onDuty: false, gender: null },
  ilze: { displayName: 'Ilze', roles: ['consultant', 'coordinator'], ...atEveryDesk, onDuty: true, gender: null },
  dace: {
    displayName: 'Dace',
    roles: ['psychologist'],
    ...atEveryDesk,
    desks: ['psychologist'],
    onDuty: false,
    gender: null,
  },
  farid: {
    ...{ displayName: 'Farid', roles: ['interpreter'], desks: [], languages: ['prs', 'fa', 'en', 'ru'] },
    ...{ onDuty: false, gender: 'man' },
  },
} as const satisfies Record<(typeof demoLogins)[number]['login'], Partial<StaffMember>>

export async function seedDemoStaff(
  records: Records,
  hashPassword: (password: string) => Promise<string>,
): Promise<void> {
  for (const { login, password } of demoLogins) {
    if (await records.staffByLogin(login)) continue
    await records.saveStaff({
      ...people[login],
      id: `demo-${login}`,
      login,
      legalName: `${people[login].displayName} Demo`,
      varieties: [],
      offices: [],
      telegram: null,
      passwordHash: await hashPassword(password),
      factors: noFactors,
      demo: true,
      disabled: false,
    })
  }
}

/** Demo accounts have no place beside real people. */
export async function removeDemoStaff(records: Records): Promise<number> {
  const demo = (await records.staff()).filter((member) => member.demo)
  for (const { id } of demo) {
    await records.endSession({ staff: id })
    await records.removeStaff(id)
  }
  return demo.length
}

/** Where the people of the demo talks "read": nowhere. The console shows the channel's name, so nobody takes them for real. */
export const demoChannel: Channel = {
  name: 'demo',
  send: async () => ({ at: 'ok', receipt: null }),
  run: async () => {},
}

const wrote = (text: string): InboundBody => ({ type: 'personWrote', text })
const chose = (act: Extract<InboundBody, { type: 'personChose' }>['act']): InboundBody => ({
  type: 'personChose',
  act,
  label: null,
})

/** Told through the front door, like everybody's: what the console shows is what the bot really made of them. */
const talks: readonly { readonly person: string; readonly says: readonly InboundBody[] }[] = [
  {
    person: 'demo-english',
    says: [
      wrote('[demo] Where do I declare my place of residence?'),
      wrote('[demo] The owner says no, I want to talk to a person'),
      chose({ kind: 'consent-yes' }),
    ],
  },
  {
    person: 'demo-dari',
    says: [
      chose({ kind: 'speak', language: 'prs' }),
      wrote('[demo] سلام، من یک ترجمان دری کار دارم'),
      chose({ kind: 'interpreter' }),
      chose({ kind: 'consent-yes' }),
    ],
  },
  { person: 'demo-russian', says: [wrote('[demo] Меня бьёт муж, я боюсь идти домой')] },
]

/** Once in the life of a data folder: event ids are fixed, and what was seen is not taken in twice. */
export async function seedDemoTalks(handle: Handle, now: () => number): Promise<void> {
  for (const { person, says } of talks) {
    for (const [i, what] of says.entries()) {
      await handle.person({
        event: `demo:${person}:${i}`,
        at: now(),
        channel: 'demo',
        person,
        address: person,
        pastKeptBy: 'platform',
        clientLanguage: null,
        what,
      })
    }
  }
}
