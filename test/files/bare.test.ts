import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barePicture } from '../../src/files/bare.ts'
import { type PictureType, picture, pictureTypes, taken } from './pictures.ts'

const place = 'GPS 56.9471 24.1344 Anna'

describe.each(pictureTypes)('a picture (%s)', (type) => {
  it('goes to a consultant without the place, the words and the programs that its file names', () => {
    const given = taken(type, place)
    expect(given.includes(place)).toBe(true)
    const bare = Buffer.from(barePicture(given, type) ?? [])
    expect(bare.includes('GPS')).toBe(false)
    expect(bare.includes('adobe')).toBe(false)
    expect(bare.equals(picture(type))).toBe(true)
  })

  it('that tells nothing is left as it is', () => {
    expect(Buffer.from(barePicture(picture(type), type) ?? []).equals(picture(type))).toBe(true)
  })

  it('that is cut off, changed or no picture at all is refused or read, and never breaks anything', () => {
    const given = taken(type, place, 6)
    const broken = fc.tuple(fc.nat(given.length), fc.array(fc.tuple(fc.nat(given.length - 1), fc.nat(255))))
    fc.assert(
      fc.property(broken, ([length, changes]) => {
        const bytes = Buffer.from(given.subarray(0, length))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const bare = barePicture(bytes, type)
        expect(bare === null || bare.length <= bytes.length + 40).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

it('a photograph that was held upright is still upright', () => {
  for (let orientation = 2; orientation <= 8; orientation++) {
    const bare = Buffer.from(barePicture(taken('image/jpeg', place, orientation), 'image/jpeg') ?? [])
    expect(bare.includes('GPS')).toBe(false)
    expect(bare.equals(Buffer.from(barePicture(bare, 'image/jpeg') ?? []))).toBe(true)
    const exif = bare.subarray(bare.indexOf('Exif'))
    expect(exif[6 + 19]).toBe(orientation)
  }
})

it('what is no picture has no picture in it', () => {
  for (const type of ['image/svg+xml', 'image/gif', 'text/html', ...pictureTypes] as readonly (PictureType | string)[])
    expect(barePicture(Buffer.from('<svg onload="alert(1)"/>'), type)).toBeNull()
})
