import { join } from 'node:path'
import { expect, it } from 'vitest'
import { nearest } from '../../src/core/rules/nearest.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { talk } from './given.ts'

const loaded = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
if (!loaded.ok) throw new Error('The knowledge has faults: npm run check:knowledge')
const { offices } = loaded.knowledge

it.each([
  ['Jūrmala', 56.968, 23.77, 'riga'],
  ['Rēzekne', 56.51, 27.34, 'daugavpils'],
  ['Bauska', 56.409, 24.188, 'jelgava'],
  ['Valmiera', 57.539, 25.426, 'cesis'],
  ['Ventspils', 57.394, 21.561, 'liepaja'],
])('a place sent from %s leads to the office nearest to it', (_town, latitude, longitude, office) => {
  expect(nearest(offices, { latitude, longitude })).toBe(office)
})

it('a place far away leads to the list of all offices', () => {
  expect(nearest(offices, { latitude: 34.5, longitude: 69.2 })).toBeNull()
  expect(nearest(offices, { latitude: Number.NaN, longitude: 0 })).toBeNull()
})

it('the office is remembered for the case that may follow, the place is not', () => {
  const place = { latitude: 0.1, longitude: 0.1 }
  const t = talk().comes().taps({ kind: 'speak', language: 'en' })
  t.event({
    type: 'personSent',
    origin: t.origin,
    media: { kind: 'place', file: null },
    caption: null,
    understood: null,
    place,
  })
  expect(t.said).toEqual(['office'])
  expect(t.now.office).toBe('riga')
  expect(JSON.stringify(t.now)).not.toContain('0.1')
})
