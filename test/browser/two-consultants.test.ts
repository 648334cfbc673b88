import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser, patience } from './chromium.ts'
import { reads, replies, rowWith, waitingPerson } from './moves.ts'
import { openStage, picture, type Stage, type Window } from './stage.ts'

const rounds = 10

inBrowser('two consultants at one case', () => {
  let stage: Stage
  let anna: Window
  let ilze: Window
  beforeAll(async () => {
    stage = await openStage()
    anna = await stage.consultant('anna')
    ilze = await stage.consultant('ilze')
  })
  afterAll(() => stage?.close())

  it('within a second each sees that the other is looking, in the queue and in the case', async () => {
    await waitingPerson(stage, 'The case both look at')
    const row = await rowWith(anna.page, 'The case both look at')
    await (await rowWith(ilze.page, 'The case both look at')).click()
    const opened = performance.now()
    await row.locator('[data-testid=presence][data-doing=looking]').waitFor()
    expect(performance.now() - opened).toBeLessThan(1000 * patience)
    expect(await row.innerText()).toContain('Ilze is looking')
    await row.click()
    await ilze.page.locator('.here').getByText('Anna is looking').waitFor()
    await anna.page.locator('.here').getByText('Ilze is looking').waitFor()
  })

  it('whoever has not taken the case cannot send; taken by one, the other sees by whom and who writes', async () => {
    await ilze.page.getByTestId('reply').fill('I could answer this')
    expect(await ilze.page.getByTestId('reply-send').isDisabled()).toBe(true)
    await anna.page.getByTestId('claim').click()
    await anna.page.getByTestId('close').waitFor()
    await ilze.page.getByTestId('taken-by').getByText('Anna has this case.').waitFor()
    expect(await ilze.page.getByTestId('claim').count()).toBe(0)
    const began = performance.now()
    await anna.page.getByTestId('reply').pressSequentially('Good')
    await ilze.page.locator('.here [data-doing=writing]').waitFor()
    expect(performance.now() - began).toBeLessThan(1000 * patience)
    expect(await ilze.page.getByTestId('reply-send').isDisabled()).toBe(true)
    await ilze.page.getByTestId('reply').press('Control+Enter')
    await picture(ilze.page, 'console-taken-by-other')
    await replies(anna.page, 'Good evening')
    await reads(anna.page, 'Good evening', 'consultant')
    // A case in somebody's hands is theirs to read.
    expect(await ilze.page.getByTestId('line').count()).toBe(0)
    expect(await anna.page.getByTestId('line').filter({ hasText: 'I could answer this' }).count()).toBe(0)
    expect(await ilze.page.getByTestId('reply').inputValue()).toBe('I could answer this')
    for (const { seen } of [anna, ilze]) expect(seen.trouble.filter((one) => !one.includes('401'))).toEqual([])
  })

  it('a coordinator may pass on or close a colleague’s case, by button or key; to put it off is its owner’s alone', async () => {
    const { page } = ilze
    for (const [deed, letter] of [
      ['close', 'e'],
      ['transfer', 'a'],
    ] as const) {
      expect(await page.getByTestId(deed).count()).toBe(1)
      await page.getByTestId(deed).focus()
      await page.keyboard.press(letter)
      await page.locator('dialog[open]').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
    }
    expect(await page.getByTestId('sleep').count()).toBe(0)
    await page.keyboard.press('z')
    await page.keyboard.press('t')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    expect(await page.getByTestId('taken-by').innerText()).toContain('Anna has this case.')
  })

  it(`when both press Take at the same moment one has the case and the other reads who, ${rounds} times of ${rounds}`, async () => {
    const won: string[] = []
    for (let round = 0; round < rounds; round++) {
      const question = `Take me, number ${round}.`
      await waitingPerson(stage, question)
      const pages = [anna.page, ilze.page]
      for (const page of pages) {
        await page.getByTestId('tab-waiting').click()
        await (await rowWith(page, question)).click()
      }
      await Promise.all(pages.map((page) => page.locator('.about').getByText(question).waitFor()))
      await Promise.all(pages.map((page) => page.getByTestId('claim').waitFor()))
      const at = Date.now() + 120
      await Promise.all(
        pages.map((page) =>
          page.evaluate(`new Promise((done) => setTimeout(() => {
            document.querySelector('[data-testid=claim]').click()
            done()
          }, ${at} - Date.now()))`),
        ),
      )
      // A coordinator may close everybody's cases; only who has it may return it.
      await Promise.all(pages.map((page) => page.locator('[data-testid=return], [data-testid=taken-by]').waitFor()))
      const winner = (await anna.page.getByTestId('return').count()) === 1 ? 'Anna' : 'Ilze'
      const loser = winner === 'Anna' ? ilze.page : anna.page
      const first = winner === 'Anna' ? anna.page : ilze.page
      expect(await first.getByTestId('taken-by').count()).toBe(0)
      expect(await loser.getByTestId('return').count()).toBe(0)
      expect(await loser.getByTestId('taken-by').innerText()).toContain(winner)
      expect(await loser.getByTestId('problem').innerText()).toContain(`${winner} was faster`)
      expect(await first.locator('[data-testid=mark][data-key=claimed]').count()).toBe(1)
      won.push(winner)
    }
    expect(won).toHaveLength(rounds)
  })
})
