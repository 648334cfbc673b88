import { bareJpeg } from './jpeg.ts'
import { barePng, bareWebp } from './png-webp.ts'

/**
 * A picture without what it tells besides itself: where and when it was taken, by whom, with what. Done in plain
 * JavaScript, piece by piece: nothing of a stranger's file reaches a decoder of ours. Null: it cannot be walked through,
 * and is shown nowhere.
 */
export function barePicture(bytes: Uint8Array, type: string): Uint8Array | null {
  switch (type) {
    case 'image/jpeg':
      return bareJpeg(bytes)
    case 'image/png':
      return barePng(bytes)
    case 'image/webp':
      return bareWebp(bytes)
    default:
      return null
  }
}
