import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { record } from '../../src/core/door.ts'
import { ask, Consultant, cookieOf } from '../platforms/consultant.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { ownModelDir } from '../platforms/own-model-dir.ts'
import { WebPerson } from '../platforms/web-person.ts'
import { freshDir } from '../store/places.ts'

const question = 'Is there a fee for declaring my address?'
const file = 'topics/living/declared-address.yaml'

describe('an edit of the files while the helpline runs', () => {
  const knowledgeDir = join(freshDir(), 'knowledge')
  let app: App
  let url: string
  let anna: Consultant
  let person: WebPerson
  const edit = (change: (text: string) => string): void => {
    const path = join(knowledgeDir, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  const refused = async () => record((await anna.get('/knowledge')).body.refused)
  const answer = async (to = question): Promise<string> => (await person.asks(to)).join('\n')
  /** Two seconds is what is promised on a machine that has nothing else to do; the tests' has. */
  const promised = 6_000
  /** How long it takes until that is so, in ms. */
  const until = async (so: () => Promise<boolean>): Promise<number> => {
    const began = performance.now()
    while (!(await so())) {
      if (performance.now() - began > 10_000) throw new Error('Ten seconds were not enough.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return performance.now() - began
  }

  beforeAll(async () => {
    cpSync(join(import.meta.dirname, '../../knowledge'), knowledgeDir, { recursive: true })
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const env = {
      DATA_DIR: freshDir(),
      MODEL_DIR: ownModelDir(),
      KNOWLEDGE_DIR: knowledgeDir,
      PORT: '0',
      PERSON_BURST: '1000',
    }
    app = await startApp(readConfig(env))
    vi.restoreAllMocks()
    url = `http://127.0.0.1:${app.port}`
    const signedIn = await ask(`${url}/api/session`, 'POST', { login: 'anna', password: 'anna-demo-1' })
    anna = new Consultant(url, cookieOf(signedIn))
    person = await WebPerson.at(url)
  }, 60_000)
  afterAll(() => app?.stop())

  it('a changed answer is given at once', async () => {
    expect(await answer()).toContain('It is free online')
    edit((text) => text.replace('It is free online', 'It costs nothing online'))
    expect(await until(async () => (await answer()).includes('It costs nothing online'))).toBeLessThan(promised)
  })

  it('a file with a fault changes nothing: the old answers stay, and staff are told the place', async () => {
    edit((text) => text.replace('status: live', 'status: alive'))
    expect(await until(async () => (await refused()) !== null)).toBeLessThan(promised)
    expect(await refused()).toMatchObject({
      count: 1,
      faults: [
        {
          ...{ file: `knowledge/${file}`, line: 2, column: 1 },
          message: {
            lv: expect.stringContaining('Vai domājāt `live`?'),
            ru: expect.stringContaining('Может быть, `live`?'),
          },
        },
      ],
    })
    expect(await answer()).toContain('It costs nothing online')
    edit((text) => text.replace('status: alive', 'status: live'))
    expect(await until(async () => (await refused()) === null)).toBeLessThan(promised)
  })

  it('a new way to ask is understood at once', async () => {
    const odd = 'Where do I nail my name to the new door?'
    expect(await answer(odd)).not.toContain('It costs nothing online')
    edit((text) => text.replace('    - address declaration free', `    - ${odd}\n    - address declaration free`))
    expect(await until(async () => (await answer(odd)).includes('It costs nothing online'))).toBeLessThan(promised)
  })

  it('two edits at once, one of them half written, end in the whole of both', async () => {
    edit((text) => text.slice(0, text.length / 2))
    cpSync(join(import.meta.dirname, '../../knowledge', file), join(knowledgeDir, file))
    edit((text) => text.replace('It is free online', 'It is free on the web'))
    await until(async () => (await answer()).includes('It is free on the web'))
    expect(await refused()).toBeNull()
  })

  it('interpreters have no part in it', async () => {
    const signedIn = await ask(`${url}/api/session`, 'POST', { login: 'farid', password: 'farid-demo-1' })
    expect((await new Consultant(url, cookieOf(signedIn)).get('/knowledge')).status).toBe(403)
  })
})

describe('what the FAQ could not answer', () => {
  let app: App
  let url: string
  let ilze: Consultant
  const groups = async () => JSON.stringify((await ilze.get('/knowledge/asked')).body.groups)
  const signIn = async (login: string) =>
    new Consultant(url, cookieOf(await ask(`${url}/api/session`, 'POST', { login, password: `${login}-demo-1` })))

  beforeAll(async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    app = await startApp(readConfig({ DATA_DIR: freshDir(), MODEL_DIR: modelDir, PORT: '0' }))
    vi.restoreAllMocks()
    url = `http://127.0.0.1:${app.port}`
    ilze = await signIn('ilze')
  }, 60_000)
  afterAll(() => app?.stop())

  it('is shown to editors only of who agreed to be kept, masked, and is gone with the person', async () => {
    const person = await WebPerson.at(url)
    await person.taps('speak:en')
    const question = 'Who repairs the blue canary roof of the garden hut, call +371 26 123 456'
    await person.says(question)
    expect(await groups()).not.toContain('canary')
    await person.taps('human')
    expect(await groups()).not.toContain('canary')
    await person.taps('consent-yes')
    expect(await groups()).toContain('Who repairs the blue canary roof of the garden hut, call [number]')
    await person.taps('erase')
    await person.taps('erase-yes')
    expect(await groups()).not.toContain('canary')
  })

  it('is not a consultant’s to see, nor may they change the answers; to try a question is', async () => {
    const consultant = await signIn('anna')
    const statusOf = async (path: string, body?: object) =>
      (await (body ? consultant.post(path, body) : consultant.get(path))).status
    expect(await statusOf('/knowledge/asked')).toBe(403)
    expect(await statusOf('/knowledge/coverage')).toBe(403)
    expect(await statusOf('/knowledge/phrases', { topic: 'school', language: 'en', text: 'a way to ask' })).toBe(403)
    expect(await statusOf('/knowledge/topics', { id: 'abc', area: 'living' })).toBe(403)
    expect(await statusOf('/knowledge/try', { text: 'hello' })).toBe(200)
  })

  it('without a working copy the changed file is given to take along, and nothing is written', async () => {
    const phrase = { topic: 'declared-address', language: 'en', text: 'Where do I nail my name to the new door?' }
    const { body } = await ilze.post('/knowledge/phrases', phrase)
    expect(body).toMatchObject({ at: 'file', file: `knowledge/${file}` })
    expect(String(body.text)).toContain(`- ${phrase.text}\n`)
    expect(readFileSync(join(import.meta.dirname, '../../knowledge', file), 'utf8')).not.toContain(phrase.text)
  })

  it.each([
    ['a text that is none', '/knowledge/phrases', { topic: 'school', language: 'en', text: 7 }, 400],
    ['a phrase too long', '/knowledge/phrases', { topic: 'school', language: 'en', text: 'a'.repeat(161) }, 400],
    ['a topic that leads out of the folder', '/knowledge/topics', { id: '../../etc', area: 'living' }, 400],
    ['nothing at all', '/knowledge/try', {}, 200],
    ['every sign there is', '/knowledge/try', { text: '\u202e\u0000\ud800👩‍👩‍👧', language: '../lv' }, 200],
  ])('%s is met with a clear answer', async (_, path, body, status) => {
    expect((await ilze.post(path, body)).status).toBe(status)
  })
})
