/**
 * A JPEG without what cameras and programs write beside the picture: place, time, device, author, thumbnails, comments,
 * and anything behind its end. Kept: what the picture itself needs, its colour profile, and which way up it is held.
 * Null: not a JPEG that can be walked through. Segments after ITU T.81, annex B; orientation after Exif 2.32, 4.6.4.
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let turned = 1
  let at = 2
  let seen = false
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    // Fill bytes may stand before any marker.
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === endOfImage) break
    const end = at + 2 + lengthAt(bytes, at + 2)
    if (end > bytes.length || end < at + 4) return null
    const segment = bytes.subarray(at, end)
    if (isExif(segment)) turned = orientationOf(segment) ?? turned
    else if (isNeeded(marker, segment)) kept.push(segment)
    at = end
    if (marker !== startOfScan) continue
    seen = true
    const next = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, next))
    at = next
  }
  if (!seen) return null
  const upright = turned === 1 ? [] : [exifWith(turned)]
  return Buffer.concat([...kept.slice(0, 1), ...upright, ...kept.slice(1), Uint8Array.of(0xff, endOfImage)])
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda

const lengthAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

const says = (segment: Uint8Array, name: string): boolean =>
  Buffer.from(segment.subarray(4, 4 + name.length)).toString('latin1') === name

const isExif = (segment: Uint8Array): boolean => segment[1] === 0xe1 && says(segment, 'Exif\0\0')

/** Tables, frames and scans; of the applications' own segments JFIF, colour profiles and Adobe's colour transform. */
function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xe0) return says(segment, 'JFIF\0') && segment.length === 18
  if (marker === 0xe2) return says(segment, 'ICC_PROFILE\0')
  if (marker === 0xee) return says(segment, 'Adobe') && segment.length === 16
  return marker >= 0xc0 && marker <= 0xdf
}

/** In a scan 0xff stands before 0 (a byte of the picture) or a restart mark; anything else begins the next segment. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? endOfImage
    const inside = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!inside) return at
  }
  return bytes.length
}

/** 1 to 8; null where it is not said. */
function orientationOf(segment: Uint8Array): number | null {
  const tiff = Buffer.from(segment.subarray(10))
  if (tiff.length < 14) return null
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const two = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return null
  const entries = two(directory)
  for (let at = directory + 2; at + 12 <= tiff.length && at < directory + 2 + entries * 12; at += 12) {
    if (two(at) !== 0x0112) continue
    const value = two(at + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** The smallest Exif segment there is: one directory of one entry. */
function exifWith(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  return Uint8Array.of(0xff, 0xe1, 0, body.length + 2, ...body)
}
