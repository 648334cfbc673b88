import type { Place } from '../events.ts'
import type { Office } from '../knowledge.ts'

/** Further away than this from every office is no place in Latvia: then all offices are shown. */
const tooFarKm = 250
const earthKm = 6371

/** The id of the office nearest to a place, as the crow flies (haversine); null when none is near. */
export function nearest(offices: readonly Office[], place: Place): string | null {
  const [first] = offices
    .map((office) => ({ id: office.id, km: distanceKm(office, place) }))
    .filter(({ km }) => km <= tooFarKm)
    .sort((a, b) => a.km - b.km)
  return first?.id ?? null
}

function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude)
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(chord)))
}
