import { describe, expect, it } from 'vitest'
import { hoursFor } from '../../src/core/rules/hours.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { municipalities } from '../../src/knowledge/municipalities.ts'
import { anEditor, shipped } from './editing.ts'

const loaded = loadKnowledge(shipped)
if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
const { knowledge } = loaded
const served = knowledge.offices.flatMap(({ serves }) => serves)

describe('every municipality of Latvia', () => {
  it('is served by exactly one office; Varakļāni, now a part of Madona, goes with it', () => {
    const gone = 'Varakļānu novads'
    expect(served.map(({ name }) => name).sort()).toEqual([...municipalities].filter((name) => name !== gone).sort())
    expect(municipalities.size).toBe(43)
    expect(served.find(({ name }) => name === 'Madonas novads')?.places).toContain(gone)
  })

  it('cannot be served by two offices', () => {
    const faults = anEditor().replace('offices.yaml', 'Ogres novads: [', 'Talsu novads: [').faults()
    expect(faults).toEqual([expect.stringContaining('`Talsu novads` is served by the office `cesis` already')])
  })

  it('is known by its name: a slip or a town in its place is a warning', () => {
    const slip = anEditor().replace('offices.yaml', 'Talsu novads: [', 'Talsi novads: [')
    expect(slip.faults()).toEqual([])
    expect(slip.warnings()).toEqual([expect.stringContaining('Did you mean `Talsu novads`?')])
    expect(anEditor().replace('offices.yaml', 'Talsu novads: [', 'Kolka: [').warnings()).toEqual([
      expect.stringContaining('`Kolka` is no municipality of Latvia that we know'),
    ])
  })
})

describe('the hours of an office', () => {
  const withWeek = (week: string) =>
    anEditor().replace('offices.yaml', '  longitude: 21.0108', `  longitude: 21.0108\n  week: ${week}`)

  it('are the general ones, unless it has its own; holidays and the phone are the same for all', () => {
    const own = withWeek('{ tue: ["10:00-13:00", "14:00-19:00"] }').load()
    if (!own.ok) throw new Error('The week is right.')
    const { hours } = own.knowledge
    expect(hoursFor(own.knowledge, null)).toBe(hours)
    expect(hoursFor(own.knowledge, 'riga')).toBe(hours)
    expect(hoursFor(own.knowledge, 'gone')).toBe(hours)
    const liepaja = hoursFor(own.knowledge, 'liepaja')
    expect(liepaja.week[1]).toEqual([])
    expect(liepaja.week[2]).toEqual([
      { from: 600, to: 780 },
      { from: 840, to: 1140 },
    ])
    expect(liepaja).toMatchObject({ closedDays: hours.closedDays, phone: hours.phone, zone: hours.zone })
  })

  it('go forward, do not overlap, and end by midnight', () => {
    expect(withWeek('{ mon: ["22:00-06:00"] }').faults()).toEqual([expect.stringContaining('ends before it begins')])
    expect(withWeek('{ mon: ["09:00-24:30"] }').faults()).toEqual([expect.stringContaining('must look like')])
    expect(withWeek('{ mon: ["09:00-13:00", "12:00-17:00"] }').faults()).toEqual([
      expect.stringContaining('must stand in their order and not overlap'),
    ])
    expect(withWeek('{ mon: ["00:00-24:00"] }').faults()).toEqual([])
  })
})

it('an office whose door is known can be shown on a map; the middle of its town is never shown as its door', () => {
  expect(knowledge.offices.every(({ door }) => door === undefined)).toBe(true)
  const door = '  door: { latitude: 56.5, longitude: 21.01 }'
  const known = anEditor().replace('offices.yaml', '  longitude: 21.0108', `  longitude: 21.0108\n${door}`).load()
  if (!known.ok) throw new Error('The door is right.')
  expect(known.knowledge.offices.at(-1)?.door).toEqual({ latitude: 56.5, longitude: 21.01 })
})
