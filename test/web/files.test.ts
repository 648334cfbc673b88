import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostFileBytes } from '../../src/core/kept-file.ts'
import { picture, taken } from '../files/pictures.ts'
import { ask, Consultant, list } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

/** Files of people in the web chat, and of those who help them, through the program as it runs. */
let helpline: Helpline
let anna: Consultant
let boriss: Consultant
let farid: Consultant

beforeAll(async () => {
  const dir = freshDir()
  await withStaff(dir, 'Anna', 'Boriss', 'Farid')
  helpline = await startHelpline({
    DATA_DIR: dir,
    TELEGRAM_BOT_TOKEN: '1:canary',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  })
  anna = await Consultant.signIn(helpline.url, 'anna')
  boriss = await Consultant.signIn(helpline.url, 'boriss')
  farid = await Consultant.signIn(helpline.url, 'farid')
}, 60_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

class Visitor {
  readonly conversation: string
  readonly headers: { readonly authorization: string }
  constructor({ conversationId, token }: Record<string, unknown>) {
    this.conversation = String(conversationId)
    this.headers = { authorization: `Bearer ${token}` }
  }
  static async comes(): Promise<Visitor> {
    return new Visitor((await ask(`${helpline.url}/v3/directline/tokens/generate`, 'POST')).body)
  }
  readonly #at = (what: string) => `${helpline.url}/v3/directline/conversations/${this.conversation}/${what}`
  does = (value: object) => ask(this.#at('activities'), 'POST', { type: 'message', value }, this.headers)
  says = (text: string) => ask(this.#at('activities'), 'POST', { type: 'message', text }, this.headers)
  sends(bytes: Uint8Array, name: string, more = '', type = 'application/octet-stream') {
    return upload(this.#at(`upload?name=${encodeURIComponent(name)}${more}`), bytes, {
      ...this.headers,
      'content-type': type,
    })
  }
  async reads() {
    return list((await ask(this.#at('activities?watermark=0'), 'GET', undefined, this.headers)).body.activities)
  }
  /** Asks for a person; gives the case, which Anna has taken. */
  async withAnna(): Promise<string> {
    const before = new Set((await anna.waiting()).map(({ id }) => id))
    await this.does({ act: 'speak:en', label: 'English' })
    await this.does({ act: 'human', label: 'Talk to a person' })
    await this.does({ act: 'consent-yes', label: 'Yes' })
    const found = (await anna.waiting()).find(({ id }) => !before.has(id))
    await anna.post(`/cases/${found?.id}/claim`)
    return String(found?.id)
  }
}

const upload = async (url: string, bytes: Uint8Array, headers: Record<string, string>) => {
  const answer = await fetch(url, { method: 'POST', body: Buffer.from(bytes), headers })
  return { status: answer.status, body: await answer.text() }
}

const sendTo = (who: Consultant, id: string, bytes: Uint8Array, name: string) =>
  upload(
    `${helpline.url}/api/cases/${id}/files?name=${encodeURIComponent(name)}&op=${randomBytes(8).toString('hex')}`,
    bytes,
    {
      cookie: who.cookie,
    },
  )

async function fileOf(path: string, cookie = '') {
  const answer = await fetch(`${helpline.url}${path}`, { headers: { cookie } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** The newest line of a case with a file, as its reader sees it. */
async function lineWithFile(who: Consultant, id: string) {
  const line = (await who.lines(id)).findLast(({ media }) => media)
  return { ...line, number: line?.number, path: `/api/cases/${id}/files/${line?.number}` }
}

describe('what a person sends', () => {
  it('reaches the consultant as it is, but without the place at which a picture was taken', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    expect((await person.sends(taken('image/jpeg', 'canary-place'), 'letter.jpg')).status).toBe(200)
    const line = await lineWithFile(anna, id)
    expect(line).toMatchObject({
      from: { who: 'person' },
      media: { kind: 'picture', name: 'letter.jpg', file: 'here' },
    })
    const { status, headers, bytes } = await fileOf(line.path, anna.cookie)
    expect(status).toBe(200)
    expect(bytes).toEqual(picture('image/jpeg'))
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''letter.jpg`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('is shown to nobody who may not read the talk', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    await person.sends(Buffer.from('%PDF-1.4 canary'), 'canary.pdf')
    const { path } = await lineWithFile(anna, id)
    expect((await fileOf(path)).status).toBe(401)
    expect((await fileOf(path, boriss.cookie)).status).toBe(403)
    expect((await fileOf(path, farid.cookie)).status).toBe(403)
    for (const other of ['0', '1', '99999', '-1', 'x', '1e9'])
      expect((await fileOf(`/api/cases/${id}/files/${other}`, anna.cookie)).status).toBe(404)
    await boriss.post(`/cases/${id}/reading`, { reason: 'canary: she asked me to look' })
    expect((await fileOf(path, boriss.cookie)).status).toBe(200)
  })

  it('is open to the interpreter while they interpret, and from their own page alone', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    expect((await anna.post(`/cases/${id}/interpreter`, { language: 'prs' })).status).toBe(200)
    const offered = list((await farid.get('/interpreting')).body.offers)[0]
    const path = `/interpreting/${offered?.id}`
    await person.sends(picture('image/png'), 'before.png')
    const before = (await lineWithFile(anna, id)).number
    expect((await fileOf(`/api${path}/files/${before}`, farid.cookie)).status).toBe(404)
    await farid.post(`${path}/accept`)
    await person.sends(picture('image/jpeg'), 'during.jpg')
    const during = await lineWithFile(anna, id)
    const opened = await fileOf(`/api${path}/files/${during.number}`, farid.cookie)
    expect(opened).toMatchObject({ status: 200, bytes: picture('image/jpeg') })
    expect((await fileOf(during.path, farid.cookie)).status).toBe(403)
    const theirs = list((await farid.get(path)).body.lines)
    expect(theirs.find(({ number }) => number === during.number)?.media).toMatchObject({
      kind: 'picture',
      file: 'here',
    })
    await farid.post(`${path}/leave`)
    expect((await fileOf(`/api${path}/files/${during.number}`, farid.cookie)).status).toBe(410)
  })

  it('that a browser could run is a file to keep, and nothing else', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    const script = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    for (const [name, bytes] of [
      ['drawing.svg', script],
      ['page.html', `<!doctype html><script>alert(1)</script>`],
      ['photo.png', script],
      ['letter.exe', 'MZ\u0000\u0000'],
    ] as const) {
      await person.sends(Buffer.from(bytes), name, '', 'image/png')
      const { headers } = await fileOf((await lineWithFile(anna, id)).path, anna.cookie)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/\.(txt|bin)$/)
    }
  })

  it('is refused kindly when it is empty, or larger than 20 MB; the talk goes on', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    expect(await person.sends(Buffer.of(), 'x')).toMatchObject({ status: 400, body: expect.stringContaining('empty') })
    const large = await person.sends(Buffer.alloc(mostFileBytes + 1), 'film.mp4').catch(() => ({ status: 413 }))
    expect(large.status).toBe(413)
    expect((await person.sends(Buffer.alloc(mostFileBytes, 'x'), 'long.txt')).status).toBe(200)
    const { bytes } = await fileOf((await lineWithFile(anna, id)).path, anna.cookie)
    expect(bytes.length).toBe(mostFileBytes)
    expect((await person.says('canary words')).status).toBe(200)
  }, 60_000)

  it('sent twice under one id is one message', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    for (let i = 0; i < 3; i++) await person.sends(picture('image/png'), 'x.png', '&id=same-1')
    expect((await anna.lines(id)).filter(({ media }) => media)).toHaveLength(1)
  })

  it('comes with nobody else’s token', async () => {
    const [person, other] = [await Visitor.comes(), await Visitor.comes()]
    const url = `${helpline.url}/v3/directline/conversations/${person.conversation}/upload`
    expect((await upload(url, picture('image/png'), other.headers)).status).toBe(404)
    expect((await upload(url, picture('image/png'), {})).status).toBe(403)
  })

  it('can be seen by themselves again, by its link, until they are erased', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    await person.sends(picture('image/webp'), 'canary photo.webp')
    const [attachment] = list((await person.reads()).findLast(({ attachments }) => attachments)?.attachments)
    expect(attachment).toMatchObject({ contentType: 'image/webp', name: 'canary photo.webp' })
    const path = String(attachment?.contentUrl)
    expect((await fileOf(path)).bytes).toEqual(picture('image/webp'))
    const [, , name, key] = path.split('/')
    expect((await fileOf(`/files/${name}/${'A'.repeat(43)}/x`)).status).toBe(410)
    expect((await fileOf(`/files/${'A'.repeat(22)}/${key}/x`)).status).toBe(410)
    expect((await fileOf('/files/../../x')).status).toBe(404)
    await anna.post(`/cases/${id}/erase`)
    expect((await fileOf(path)).status).toBe(410)
  })

  it('is a place when the browser says so: the nearest office is named, the place is not kept', async () => {
    const person = await Visitor.comes()
    await person.does({ act: 'speak:en', label: 'English' })
    await person.does({ place: { latitude: 56.5, longitude: 21.01 } })
    expect((await person.reads()).at(-1)?.text).toMatch(/Liepāja|Liepaja/)
    await person.does({ place: { latitude: 'canary', longitude: 1e9 } })
  })
})

describe('what a consultant sends', () => {
  it('reaches the person, who can open it', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    expect((await sendTo(anna, id, taken('image/jpeg', 'canary-office', 6), 'map.jpg')).status).toBe(204)
    const shown = (await person.reads()).findLast(({ attachments }) => attachments)
    expect(shown).toMatchObject({ from: { id: 'consultant', name: 'Anna' } })
    const { bytes, headers } = await fileOf(String(list(shown?.attachments)[0]?.contentUrl))
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(bytes.includes('canary')).toBe(false)
    const line = await lineWithFile(anna, id)
    expect(line).toMatchObject({ from: { who: 'consultant' }, delivery: { at: 'shelved' } })
    expect((await fileOf(line.path, anna.cookie)).bytes).toEqual(bytes)
  })

  it('goes out from their own case alone', async () => {
    const person = await Visitor.comes()
    const id = await person.withAnna()
    expect((await sendTo(boriss, id, picture('image/png'), 'x.png')).status).toBe(409)
    expect((await sendTo(farid, id, picture('image/png'), 'x.png')).status).toBe(403)
    await anna.post(`/cases/${id}/close`, { outcome: 'helped', tags: [] })
    expect((await sendTo(anna, id, picture('image/png'), 'x.png')).status).toBe(409)
    expect((await person.reads()).some(({ attachments }) => attachments)).toBe(false)
  })
})
