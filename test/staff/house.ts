import { TOTP } from 'otpauth'
import { createStaff } from '../../src/staff/staff.ts'
import { createMemoryRecords } from '../../src/store/memory-records.ts'
import { morning } from '../store/builders.ts'

export const site = { origin: 'https://help.example', host: 'help.example' }
export const good = 'canary-password-1'
export const draft = {
  legalName: 'Anna Berga',
  roles: ['consultant'],
  desks: ['general'],
  offices: [],
  languages: ['lv'],
  varieties: [],
  gender: null,
  onDuty: false,
} as const

/** Staff of a helpline with a clock that stands still until it is told to go. */
export function openHouse({ secondFactorNeeded = true } = {}) {
  const clock = { now: morning }
  const records = createMemoryRecords()
  const deeds: string[] = []
  const staff = createStaff({
    records,
    now: () => clock.now,
    secondFactorNeeded,
    known: { desks: ['general', 'legal'], offices: ['riga', 'cesis'], languages: ['lv', 'ru', 'prs'] },
    audit: (deed, by, account) => deeds.push(`${by ?? '-'} ${deed} ${account ?? '-'}`),
  })

  async function invited(login = 'anna', part: Partial<Parameters<typeof staff.accounts.invite>[2]> = {}) {
    const made = await staff.accounts.invite(null, login, { ...draft, ...part })
    if (made.at !== 'done') throw new Error(made.why)
    const member = await records.staffByLogin(login)
    if (!member) throw new Error('not there')
    return { secret: made.secret, id: member.id }
  }

  /** Somebody who has come by an invitation and set an authenticator app up. */
  async function ready(login = 'anna', part: Parameters<typeof invited>[1] = {}) {
    const { secret, id } = await invited(login, part)
    const used = await staff.links.use(secret, { displayName: `Name of ${login}`, password: good })
    if (used.at !== 'half') throw new Error(used.at)
    const setter = await staff.signIn.settingUp(used.cookie)
    if (!setter) throw new Error('nothing to set up')
    const app = staff.factors.totpToAdd(setter)
    const added = await staff.factors.addTotp(setter, codeOf(app.secret, clock.now), true)
    if (added.at !== 'done') throw new Error(added.fault)
    clock.now += 60_000
    return { id, login, totp: app.secret, recovery: added.recovery ?? [], cookie: added.cookie ?? '' }
  }

  /** The password was right: the cookie of the half session. */
  async function half(login = 'anna'): Promise<string> {
    const opened = await staff.signIn.open(login, good, '10.0.0.1')
    if (opened.at !== 'half') throw new Error(opened.at)
    return opened.cookie
  }
  return { ...staff, clock, records, deeds, invited, ready, half }
}

export const codeOf = (secret: string, at: number): string => new TOTP({ secret }).generate({ timestamp: at })
