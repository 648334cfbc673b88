import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser, patience } from './chromium.ts'
import { choices, reads, says, taps } from './moves.ts'
import { openStage, picture, type Stage } from './stage.ts'

const known = [
  ['lv', 'Kā saņemt darba atļauju?', 'Tiesības strādāt ir ierakstītas'],
  ['ru', 'Как получить разрешение на работу?', 'Право на работу записано'],
  ['en', 'How do I get a work permit?', 'Your right to work is written'],
] as const

inBrowser('questions and answers', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it.each(known)('a known question in %s is answered within a second, with its source and its date', async (...it) => {
    const [tag, question, answer] = it
    const { page, seen } = await stage.person()
    await taps(page, `speak:${tag}`)
    await page.locator('[data-act^="area:"]').first().waitFor()
    const asked = performance.now()
    await says(page, question)
    const line = await reads(page, answer, 'bot')
    expect(performance.now() - asked).toBeLessThan(1000 * patience)
    expect(await line.locator('a[href="https://www.lm.gov.lv/en/employers"]').count()).toBeGreaterThan(0)
    expect(await line.innerText()).toMatch(/www\.lm\.gov\.lv\S*\s\(.*2026.*\)/)
    expect(await page.locator('[data-act^="good:"], [data-act^="bad:"]').count()).toBe(2)
    expect(seen.trouble).toEqual([])
    await picture(page, `chat-answer-${tag}`)
    await page.context().close()
  })

  it('a vague question is asked back with at most three titles and "none"; a typed number is that button', async () => {
    const typed = await stage.person()
    const tapped = await stage.person()
    for (const { page } of [typed, tapped]) {
      await taps(page, 'speak:en')
      await page.locator('[data-act^="area:"]').first().waitFor()
      await says(page, 'how long does a permit take')
      await reads(page, 'Do you mean one of these?', 'bot')
    }
    const offered = await choices(typed.page)
    expect(offered.length).toBeGreaterThanOrEqual(3)
    expect(offered.length).toBeLessThanOrEqual(4)
    expect(offered.at(-1)).toBe('None of these')
    await picture(typed.page, 'chat-vague')
    await says(typed.page, '2')
    await tapped.page.waitForTimeout(550)
    await tapped.page
      .getByRole('button', { name: offered[1] ?? '' })
      .last()
      .click()
    const answers = []
    for (const { page } of [typed, tapped])
      answers.push(await (await reads(page, 'Source:', 'bot')).locator('.words').allInnerTexts())
    expect(answers[0]).toEqual(answers[1])
  })

  it('after two messages nobody can read a person is offered, and no sentence comes twice in a row', async () => {
    const { page } = await stage.person()
    await taps(page, 'speak:en')
    await page.locator('[data-act^="area:"]').first().waitFor()
    for (const nonsense of ['qwrt zxcv plmk', 'bnmx hjkl tyui', 'vbnm fghj rtyu']) {
      const before = await page.locator('[data-testid=line][data-from=bot]').count()
      await says(page, nonsense)
      await page.locator('[data-testid=line][data-from=bot]').nth(before).waitFor()
    }
    const said = await page.locator('[data-testid=line][data-from=bot] .words').allInnerTexts()
    expect(said.filter((one, i) => one !== '' && one === said[i - 1])).toEqual([])
    expect(await page.locator('[data-act=human]').count()).toBeGreaterThan(0)
    expect(await choices(page)).toHaveLength(2)
    await reads(page, 'Is this OK?', 'bot')
  })
})
