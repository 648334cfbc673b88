/** Eight by four points, left half red, right half blue: drawn by a browser. */
const drawn = {
  'image/jpeg':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAEAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAXEAEAAwAAAAAAAAAAAAAAAAAABEKB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwb/xAAaEQAABwAAAAAAAAAAAAAAAAAAAQIFNIGx/9oADAMBAAIRAxEAPwCUm00BQNkVF6YZxkqrCH//2Q==',
  'image/png':
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAYAAACzzX7wAAAAI0lEQVR4AaTKoQ0AABDCwIb9R2Mn3uJe0ORcZUgDp4mnfTgAAAD//9U0JKkAAAAGSURBVAMAc2IOYSCNBxIAAAAASUVORK5CYII=',
  'image/webp':
    'UklGRi4CAABXRUJQVlA4WAoAAAAgAAAABwAAAwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggQAAAAFACAJ0BKggABAACwEwlqAJ0cgD7AK//3AAFwAD+8/T4Dv3X6z35LnV4//+Wh9Ddxw/82D+VAMfuwPuAQOnbAAA=',
} as const

export type PictureType = keyof typeof drawn
export const pictureTypes: readonly PictureType[] = ['image/jpeg', 'image/png', 'image/webp']
export const picture = (type: PictureType): Buffer => Buffer.from(drawn[type], 'base64')

const two = (value: number): Buffer => Buffer.of(value >> 8, value & 255)
const tiff = (orientation: number, words: string): Buffer =>
  Buffer.concat([
    Buffer.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0),
    Buffer.from(words),
  ])

/** As a telephone makes it: `words` in Exif, in a comment, and behind the end; held in one of eight ways. */
export function taken(type: PictureType, words: string, orientation = 1): Buffer {
  const bare = picture(type)
  switch (type) {
    case 'image/jpeg': {
      const segment = (marker: number, body: Buffer) =>
        Buffer.concat([Buffer.of(0xff, marker), two(body.length + 2), body])
      const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(orientation, words)]))
      const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${words}`))
      const more = Buffer.concat([exif, xmp, segment(0xed, Buffer.from(words)), segment(0xfe, Buffer.from(words))])
      return Buffer.concat([bare.subarray(0, 2), more, bare.subarray(2), Buffer.from(words)])
    }
    case 'image/png': {
      const chunk = (name: string, body: Buffer) => {
        const head = Buffer.alloc(4)
        head.writeUInt32BE(body.length)
        return Buffer.concat([head, Buffer.from(name), body, Buffer.alloc(4)])
      }
      const text = chunk('tEXt', Buffer.from(`Comment\0${words}`))
      const more = Buffer.concat([text, chunk('eXIf', tiff(orientation, words)), chunk('zzZz', Buffer.from(words))])
      return Buffer.concat([bare.subarray(0, 33), more, bare.subarray(33), Buffer.from(words)])
    }
    case 'image/webp': {
      const chunk = (name: string, words: string) => {
        const body = Buffer.from(words.padEnd(words.length + (words.length % 2)))
        const size = Buffer.alloc(4)
        size.writeUInt32LE(body.length)
        return Buffer.concat([Buffer.from(name), size, body])
      }
      const file = Buffer.concat([bare, chunk('EXIF', words), chunk('XMP ', words), chunk('what', words)])
      file.writeUInt32LE(file.length - 8, 4)
      file[20] = (file[20] ?? 0) | 0x0c
      return Buffer.concat([file, Buffer.from(words)])
    }
  }
}
