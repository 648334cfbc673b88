import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BotFramework } from '../platforms/bot-framework.ts'
import { type Helpline, startHelpline } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

let platform: BotFramework
let dir: string
let helpline: Helpline
const start = () => startHelpline({ ...platform.env, DATA_DIR: dir })
const url = (): string => helpline.url
const printed: string[] = []

beforeAll(async () => {
  platform = await BotFramework.start()
  dir = freshDir()
  helpline = await start()
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  await platform.stop()
  expect(platform.wrong).toEqual([])
  expect(printed.join('') + helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const answerOf: Readonly<Record<string, RegExp>> = {
  '/help': /\/offices, \/privacy/,
  '/privacy': /\/delete/,
  '/offices': /office/i,
}
const commands = Object.keys(answerOf)

describe('what comes by the Bot Framework', () => {
  it('the same activity a hundred times at once is one turn and one reply, and a hundred times 200', async () => {
    const person = platform.person(url, 'msteams', 'hundred')
    const activity = person.activity({ text: '/help' })
    const answers = await Promise.all(Array.from({ length: 100 }, () => person.post(activity)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await person.reads(/\/offices, \/privacy/)
    expect((await person.unread()).filter(({ text }) => text !== '')).toEqual([])
  })

  it('a message the page sends again under its own id is one message', async () => {
    const person = platform.person(url, 'directline', 'again')
    const channelData = { clientActivityID: 'canary-page-1' }
    await person.sends({ text: '/help', channelData })
    await person.sends({ text: '/help', channelData })
    await person.reads(/\/offices, \/privacy/)
    expect(await person.unread()).toEqual([])
  })

  it('activities that come out of order, and late ones, are each answered once', async () => {
    const person = platform.person(url, 'webchat', 'shuffled')
    const all = Array.from({ length: 9 }, (_, n) => person.activity({ text: commands[n % 3] }))
    for (const activity of [...all].reverse()) expect((await person.post(activity)).status).toBe(200)
    for (const activity of all) expect((await person.post(activity)).status).toBe(200)
    await expect.poll(() => person.read.length).toBe(9)
    expect(await person.unread()).toHaveLength(9)
  })

  it('is acknowledged at once, however slowly the platform takes our answers', async () => {
    const person = platform.person(url, 'webchat', 'slow')
    platform.plan({ kind: 'slow', ms: 2500 }, { conversation: person.conversation })
    const began = Date.now()
    await person.says('/help')
    expect(Date.now() - began).toBeLessThan(1000)
    expect(person.read).toEqual([])
    await person.reads(/\/offices, \/privacy/)
  })

  it('in a group we say once, in three languages, that we do not talk there; then nothing', async () => {
    const person = platform.person(url, 'msteams', 'group')
    const conversation = { id: '19:canary@thread.tacv2', isGroup: true, conversationType: 'channel' }
    platform.open(conversation.id)
    const added = { type: 'conversationUpdate', conversation, membersAdded: [{ id: person.bot }] }
    await person.sends(added)
    await person.sends(added)
    await person.sends({ text: 'canary question', conversation })
    await expect.poll(() => platform.room(conversation.id).length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const [said, ...more] = platform.room(conversation.id)
    expect(more).toEqual([])
    expect(said?.text).toMatch(/Es nerunāju grupās.*\n.*Я не разговариваю в группах.*\n.*I do not talk in groups/)
  })

  it("a button of somebody else's talk does here what it says, and reaches nobody else", async () => {
    const [one, other] = ['first', 'second'].map((name) => platform.person(url, 'webchat', name))
    if (!one || !other) throw new Error('two people')
    await one.sends({ value: { act: 'speak:lv', label: 'Latviešu' } })
    await one.unread()
    await other.sends({
      value: { act: 'erase-yes', label: 'Yes' },
      conversation: { id: other.conversation },
      replyToId: 'm1',
    })
    await other.unread()
    await one.says('/help')
    expect((await one.next()).text).toMatch(/Briesmās|112/)
  })

  it('who removes the app is not written to any more, and is heard again when they come back', async () => {
    const person = platform.person(url, 'msteams', 'leaver')
    await person.says('/help')
    await person.reads(/\/offices/)
    await person.sends({ type: 'installationUpdate', action: 'remove' })
    await person.says('/help')
    await person.reads(/\/offices/)
  })

  it('a long message is read whole, and answered', async () => {
    const person = platform.person(url, 'msteams', 'long')
    await person.says('/start en')
    await person.reads('Choose a topic')
    await person.says(`Where do I declare my place of residence? ${'canary word '.repeat(5000)}`)
    expect((await person.unread(500)).length).toBeGreaterThan(0)
  })

  it('killed in the middle of it, again and again: everything acknowledged is answered, in order', {
    timeout: 120_000,
  }, async () => {
    const people = Array.from({ length: 8 }, (_, n) => platform.person(url, n % 2 ? 'msteams' : 'webchat', `kill${n}`))
    const each = 9
    platform.plan({ kind: 'slow', ms: 20 }, { times: Number.POSITIVE_INFINITY })
    const talking = Promise.all(
      people.map(async (person) => {
        for (let n = 0; n < each; n++) {
          await person.says(commands[n % 3] ?? '')
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      }),
    )
    for (let kill = 0; kill < 3; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 200 + kill * 130))
      await helpline.end('SIGKILL')
      printed.push(helpline.output())
      helpline = await start()
    }
    await talking
    for (const person of people) {
      // A card of buttons is part of the words before it; what was on its way at a kill may stand there twice.
      const kinds = () => {
        const said = person.read
          .filter(({ text }) => text !== '')
          .map(({ text }) => commands.find((one) => answerOf[one]?.test(text)))
        return said.filter((one, i) => one !== said[i - 1])
      }
      await expect.poll(() => kinds().length, { timeout: 20_000 }).toBe(each)
      expect(kinds()).toEqual(Array.from({ length: each }, (_, n) => commands[n % 3]))
    }
    platform.clear()
  })

  it("nothing of the platform's ids, names and words lies open in the store", async () => {
    await helpline.end()
    printed.push(helpline.output())
    const store = new DatabaseSync(`${dir}/helpline.db`, { readOnly: true })
    const tables = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    let rows = 0
    for (const { name } of tables) {
      for (const row of store.prepare(`SELECT * FROM "${name}"`).all()) {
        rows++
        for (const value of Object.values(row)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
          expect(text, `${name}`).not.toMatch(/canary|msteams|127\.0\.0\.1/i)
        }
      }
    }
    expect(rows).toBeGreaterThan(50)
    store.close()
    helpline = await start()
  })
})
