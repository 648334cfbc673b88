import { expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { report } from '../drills/table.ts'
import { ask, Consultant } from '../platforms/consultant.ts'
import { startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

const names = ['Anna', 'Boriss', 'Ilze', 'Racer']

it('1,000 races of four for a case, over HTTP: one winner each, and the others are told by whom it was taken', async () => {
  const dir = freshDir()
  await withStaff(dir, ...names)
  const helpline = await startHelpline({
    DATA_DIR: dir,
    TELEGRAM_BOT_TOKEN: '1:canary',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  })
  const all: Consultant[] = []
  for (const name of names) all.push(await Consultant.signIn(helpline.url, name.toLowerCase()))
  const { token, conversationId } = (await ask(`${helpline.url}/v3/directline/tokens/generate`, 'POST')).body
  const talk = `${helpline.url}/v3/directline/conversations/${conversationId}/activities`
  for (const act of ['speak:en', 'human', 'consent-yes'])
    await ask(talk, 'POST', { type: 'message', value: { act, label: act } }, { authorization: `Bearer ${token}` })
  const [waiting] = (await all[0]?.waiting()) ?? []
  const path = `/cases/${waiting?.id}`
  const wins = names.map(() => 0)
  for (let round = 0; round < 1000; round++) {
    // Nobody is always the first to knock.
    const order = names.map((_, i) => (i + round) % names.length)
    const answers = await Promise.all(order.map((i) => all[i]?.post(`${path}/claim`)))
    const won = order.filter((_, k) => answers[k]?.status === 200)
    expect(won, `round ${round}`).toHaveLength(1)
    const [winner = 0] = won
    wins[winner] = (wins[winner] ?? 0) + 1
    for (const answer of answers)
      if (answer?.status !== 200)
        expect(record(answer?.body.error)).toMatchObject({ code: 'taken', by: { name: names[winner] } })
    expect((await all[winner]?.post(`${path}/return`))?.status).toBe(200)
  }
  expect(wins.reduce((sum, n) => sum + n, 0)).toBe(1000)
  report({
    number: '11',
    fault: 'four claim a case at once, over HTTP',
    done: `1000 races, won by ${wins.join(', ')}`,
    counts: { 'with two winners or none': 0, 'losers not told who has it': 0 },
    longest: null,
    seed: null,
  })
  expect(await helpline.end()).toBe(0)
}, 180_000)
