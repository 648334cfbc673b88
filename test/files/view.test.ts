import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bodyOf, cleaned, viewOf } from '../../src/files/view.ts'
import { picture, pictureTypes, taken } from './pictures.ts'

const shown = (bytes: Buffer | string, name?: string) =>
  viewOf(name === undefined ? {} : { name }, bodyOf(Buffer.from(bytes)))

async function all(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

const ogg = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), randomBytes(5000)])
const exe = Buffer.concat([Buffer.from('MZ'), randomBytes(200)])
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <</JavaScript true>>')
const html = '<!doctype html><script>alert(1)</script>'
const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

describe('a file is what its bytes say', () => {
  it('pictures are shown, voices are heard', async () => {
    for (const type of pictureTypes)
      expect(await shown(picture(type), 'x.exe')).toMatchObject({ type, shown: 'picture' })
    expect(await shown(ogg, 'note.html')).toMatchObject({ type: 'audio/ogg', shown: 'sound', name: 'note.ogg' })
  })

  it.each([
    ['a page', html, 'photo.jpg', 'photo.txt'],
    ['a drawing with a script', svg, 'drawing.svg', 'drawing.bin'],
    ['a program', exe, 'letter.pdf.exe', 'letter pdf.bin'],
    ['a document', pdf, 'letter', 'letter.pdf'],
    ['a document of another name', pdf, 'letter.html', 'letter.pdf'],
    ['plain words', 'Sveiki! Привет', 'note.txt', 'note.txt'],
  ])('%s is kept and opened elsewhere, under a name that runs nothing', async (_, bytes, name, kept) => {
    expect(await shown(bytes, name)).toMatchObject({ type: 'application/octet-stream', shown: null, name: kept })
  })

  it('a picture that is also something else is the picture alone', async () => {
    const both = Buffer.concat([picture('image/jpeg'), Buffer.from('PK\x03\x04'), Buffer.from(html)])
    const view = await shown(both, 'x.zip')
    expect(await all(view?.body ?? bodyOf(Buffer.of()))).toEqual(picture('image/jpeg'))
  })

  it('a broken picture is shown nowhere and not lost', async () => {
    const broken = picture('image/png').subarray(0, 60)
    const view = await shown(broken, 'letter.png')
    expect(view).toMatchObject({ type: 'application/octet-stream', shown: null, name: 'letter.png' })
    expect(await all(view?.body ?? bodyOf(Buffer.of()))).toEqual(broken)
  })

  it('an empty one is none', async () => {
    expect(await shown('')).toBeNull()
    expect(await cleaned({}, Buffer.of())).toBeNull()
  })
})

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['C:\\Users\\x\\con.', 'C Users x con.pdf'],
    ['gnp.\u202etxt.exe', 'gnp txt.pdf'],
    ['a\u0000b\r\nSet-Cookie: x', 'a b Set-Cookie x.pdf'],
    ['', 'file.pdf'],
    ['.....', 'file.pdf'],
    ['pase 👨‍👩‍👧.pdf', 'pase 👨 👩 👧.pdf'],
    ['ضمیمه.pdf', 'ضمیمه.pdf'],
    [`${'ā'.repeat(300)}.pdf`, `${'ā'.repeat(80)}.pdf`],
    ['\ud800.pdf', '\ufffd.pdf'],
  ])('%j becomes %j', async (given, kept) => {
    expect((await shown(pdf, given))?.name).toBe(kept)
  })
})

describe('a long file', () => {
  it('goes through in pieces, in their order, and nobody waits for its end', async () => {
    const pieces = [pdf, ...Array.from({ length: 50 }, () => randomBytes(1000))]
    let given = 0
    async function* slow() {
      for (const piece of pieces) {
        given++
        yield piece
      }
    }
    const view = await viewOf({}, slow())
    expect(given).toBeLessThan(10)
    expect(await all(view?.body ?? bodyOf(Buffer.of()))).toEqual(Buffer.concat(pieces))
  })

  it('whose reader leaves is not fetched to its end', async () => {
    let ended = false
    async function* endless() {
      try {
        yield pdf
        for (;;) yield randomBytes(5000)
      } finally {
        ended = true
      }
    }
    const view = await viewOf({}, endless())
    for await (const _ of view?.body ?? bodyOf(Buffer.of())) break
    expect(ended).toBe(true)
  })
})

it('what is kept with us is the bare picture', async () => {
  const kept = await cleaned({ name: 'x.jpg' }, taken('image/jpeg', 'GPS'))
  expect(kept?.view).toMatchObject({ type: 'image/jpeg', name: 'x.jpg', shown: 'picture' })
  expect(kept?.bytes).toEqual(picture('image/jpeg'))
})
