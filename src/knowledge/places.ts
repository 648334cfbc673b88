import type { Contact, Office, Value } from '../core/knowledge.ts'
import type { Fault } from './fault.ts'
import { faultAt, type Page } from './page.ts'
import { type Directory, fill } from './placeholders.ts'
import type { SetFiles } from './set-shapes.ts'
import { weekOf } from './week.ts'

type ContactEntry = SetFiles['contacts.yaml'][string]

/** The prefix under which an office is also a contact: its numbers are written once, in offices.yaml. */
export const officePrefix = 'ici-'

/** Contacts, offices and links as texts refer to them. */
export function placesOf(
  set: Pick<Partial<SetFiles>, 'contacts.yaml' | 'offices.yaml' | 'links.yaml' | 'values.yaml'>,
  officePage: Page | undefined,
): { directory: Directory; offices: Office[]; faults: Fault[] } {
  const faults: Fault[] = []
  const written = set['contacts.yaml']
  const own = written && new Map(Object.entries(written).map(([id, entry]) => [id, contactOf(id, entry, entry.phones)]))

  const offices = Object.entries(set['offices.yaml'] ?? {}).map(([id, entry]): Office => {
    const phones = entry.phones.map((phone, index) => {
      const { text, problems } = fill(phone, own ? { contacts: own } : {})
      for (const { message } of problems)
        if (officePage) faults.push(faultAt(officePage, [id, 'phones', index], message))
      return text
    })
    const { city, latitude, longitude, door, week } = entry
    const serves = Object.entries(entry.serves).map(([name, places]) => ({ name, places }))
    const ownWeek = week === undefined ? {} : { week: weekOf(week) }
    return { ...contactOf(id, entry, phones), city, latitude, longitude, serves, ...(door ? { door } : {}), ...ownWeek }
  })

  const { 'links.yaml': links, 'offices.yaml': officeFile, 'values.yaml': values } = set
  const alsoContacts = offices.map((office): [string, Contact] => {
    const id = `${officePrefix}${office.id}`
    return [id, { ...office, id }]
  })
  return {
    directory: {
      ...(own && officeFile ? { contacts: new Map([...alsoContacts, ...own]) } : {}),
      ...(officeFile ? { offices: new Map(offices.map((office) => [office.id, office])) } : {}),
      ...(links ? { links: new Map(Object.entries(links).map(([id, link]) => [id, link.url])) } : {}),
      ...(links && values ? { values: valuesOf(values, links) } : {}),
    },
    offices,
    faults,
  }
}

function valuesOf(values: SetFiles['values.yaml'], links: SetFiles['links.yaml']): Map<string, Value> {
  const oneOf = ({ amount, unit, valid_from, valid_to, link, source }: SetFiles['values.yaml'][string]): Value => ({
    amount: typeof amount === 'number' ? { number: amount, unit: unit ?? 'EUR' } : { text: amount },
    validFrom: valid_from,
    validTo: valid_to ?? null,
    url: links[link]?.url ?? source,
  })
  return new Map(Object.entries(values).map(([id, value]) => [id, oneOf(value)]))
}

function contactOf(id: string, entry: ContactEntry, phones: readonly string[]): Contact {
  const { name, email, address, hours, source, verified } = entry
  return {
    id,
    name,
    phones: phones.map(dialled),
    source,
    ...(email === undefined ? {} : { email }),
    ...(address === undefined ? {} : { address }),
    ...(hours === undefined ? {} : { hours }),
    ...(verified === undefined ? {} : { verified }),
  }
}

/** `25565098` -> `+371 25565098`. Short numbers and the free 8000 lines are dialled without a country code. */
export function dialled(phone: string): string {
  const digits = phone.replace(/^\+371/, '').replaceAll(' ', '')
  return /^\d{8}$/.test(digits) && !digits.startsWith('8000') ? `+371 ${digits}` : phone
}
