import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadAuthentication } from '../../src/channels/botframework/authentication.ts'
import { BotFramework } from '../platforms/bot-framework.ts'
import { newKey, tokenOf } from '../platforms/tokens.ts'

let platform: BotFramework
/** Before botbuilder is loaded for the first time: what is printed from then on. */
const printed: string[] = []
vi.spyOn(console, 'error').mockImplementation((...words) => void printed.push(words.join(' ')))

beforeEach(async () => {
  platform = await BotFramework.start()
})
afterEach(async () => {
  vi.useRealTimers()
  await platform.stop()
})

const load = () => loadAuthentication({ appId: platform.appId, keyRoot: platform.root, emulator: false })
const fetches = (): number => platform.calls.filter(({ place }) => place === 'keys').length

it('keys are fetched once; a new key of the platform is known an hour later at the latest, the old one as long as it is published', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const authentication = await load()
  await authentication.warmUp()
  const check = () => authentication.check(`Bearer ${platform.token()}`, 'msteams', platform.service)
  expect(await check()).toBeGreaterThan(Date.now())
  const before = fetches()
  platform.keys.unshift(newKey())
  for (let i = 0; i < 20; i++) expect(await check()).toBeNull()
  expect(fetches(), 'unknown keys make nobody run').toBe(before)
  vi.setSystemTime(Date.now() + 61 * 60_000)
  expect(await check()).toBeGreaterThan(Date.now())
  const [, old] = platform.keys
  const withOld = tokenOf(old ?? newKey(), platform.appId, platform.service)
  expect(await authentication.check(`Bearer ${withOld}`, 'msteams', platform.service)).toBeGreaterThan(Date.now())
})

it('in production not even a tool with our own secret speaks for the platform', async () => {
  const authentication = await load()
  const [key = newKey()] = platform.emulatorKeys
  const issuer = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'
  const claims = { iss: issuer, appid: platform.appId, ver: '1.0' }
  for (const channel of ['emulator', 'msteams']) {
    const token = tokenOf(key, platform.appId, platform.service, { claims })
    expect(await authentication.check(`Bearer ${token}`, channel, platform.service)).toBeNull()
  }
})

it('keys that do not come are not waited for longer than 5 seconds, and nobody is refused for it', async () => {
  const authentication = await load()
  platform.plan({ kind: 'hang' }, { place: 'keys' })
  const began = Date.now()
  const header = `Bearer ${platform.token()}`
  await expect(authentication.check(header, 'msteams', platform.service)).rejects.toMatchObject({
    code: 'KEYS_UNAVAILABLE',
  })
  expect(Date.now() - began).toBeLessThan(8000)
  expect(await authentication.check(header, 'msteams', platform.service)).toBeGreaterThan(Date.now())
}, 20_000)

it('what botbuilder prints about a bad token is printed nowhere; what others print meanwhile is', async () => {
  const authentication = await load()
  const token = tokenOf(newKey(), platform.appId, platform.service, { header: { kid: platform.keys[0]?.kid } })
  const checking = authentication.check(`Bearer ${token}`, 'msteams', platform.service)
  console.error('somebody else')
  expect(await checking).toBeNull()
  console.error('afterwards')
  expect(printed).toEqual(['somebody else', 'afterwards'])
})
