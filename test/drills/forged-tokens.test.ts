import { expect, it } from 'vitest'
import { postTo } from '../platforms/chat-person.ts'
import { foreignHosts, forgeries, forTeamsOnly, unendorsed } from '../platforms/forgeries.ts'
import { openHouse } from './house.ts'
import { report } from './table.ts'

it('whoever is not the platform: every kind of bad token, and every foreign service, is refused; nothing is said to anybody', async () => {
  const house = await openHouse()
  const { platform, helpline } = house
  platform.keys.push(unendorsed, forTeamsOnly)
  const person = platform.person(helpline.url, 'webchat', 'forged')
  let address = 0
  const took: number[] = []
  const accepted: string[] = []
  const wrong: string[] = []
  async function tries(what: string, header: string | null, fields: object): Promise<void> {
    const began = performance.now()
    // Each from an address of its own: that wrong ones are slowed down is no part of this.
    const from = { 'x-forwarded-for': `203.0.113.${address++}` }
    const { status, body } = await postTo(helpline.url, person.activity({ text: '/help', ...fields }), header, from)
    took.push(performance.now() - began)
    if (status < 300) accepted.push(what)
    else if (status !== 401 || body.includes('canary')) wrong.push(`${what}: ${status}`)
  }
  for (const [what, header, fields = () => ({})] of forgeries) await tries(what, header(platform), fields())
  for (const serviceUrl of foreignHosts)
    await tries(serviceUrl, `Bearer ${platform.token({ claims: { serviceurl: serviceUrl } })}`, { serviceUrl })
  const said = (await person.unread(200)).length
  // The door is no wall: the platform itself is let in.
  const let_in = (await person.post(person.activity({ text: '/help' }))).status
  await person.reads('In danger, call 112')
  const stuck = await house.end()
  const printed = (helpline.output().match(/PUBLIC KEY|JsonWebToken|Error finding key/g) ?? []).length
  report({
    number: '20',
    fault: 'forged JWT',
    done: `${forgeries.length} kinds of bad tokens, ${foreignHosts.length} foreign services with good ones`,
    counts: {
      accepted: accepted.length,
      'answered otherwise than 401': wrong.length,
      'said to anybody': said,
      'keys or traces printed': printed,
      stuck,
    },
    longest: Math.max(...took),
    seed: null,
  })
  expect(forgeries.length).toBeGreaterThanOrEqual(24)
  expect({ accepted, wrong, said, printed, stuck, let_in }).toEqual({
    accepted: [],
    wrong: [],
    said: 0,
    printed: 0,
    stuck: 0,
    let_in: 200,
  })
}, 60_000)
