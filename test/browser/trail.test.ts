import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const question = 'Как получить разрешение на работу?'
const answer = 'Право на работу записано'

inBrowser('what the robot tried, and an answer sent from there', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    await taps(person.page, 'speak:ru')
    await person.page.locator('[data-act^="area:"]').first().waitFor()
    await says(person.page, question)
    await reads(person.page, answer, 'bot')
    await says(person.page, 'позовите человека')
    await person.page.locator('[data-act=consent-yes]').last().waitFor()
    await taps(person.page, 'consent-yes')
    await (await rowWith(anna.page, /Russian[\s\S]*asked for a person/)).click()
  })
  afterAll(() => stage?.close())

  it('shows each topic with how sure it was, from when it answers and offers, and because of which words', async () => {
    const trail = anna.page.getByTestId('trail')
    const first = trail.locator('li').filter({ hasText: 'Right to work' }).last()
    await first.waitFor()
    const shown = await first.innerText()
    expect(shown).toMatch(/answered/)
    expect(shown).toMatch(/Right to work\s+\d+\s?%/)
    expect(shown).toMatch(/Why: the nearest known question: .*разрешение на работу/i)
    expect(shown).toMatch(/Answers from \d+\s?%, offers from \d+\s?%/)
    const sure = await first.locator('meter').first().getAttribute('value')
    expect(Number(sure)).toBeGreaterThan(0.5)
    // Nobody answers in a case that is not theirs.
    expect(await trail.getByTestId('trail-send').count()).toBe(0)
  })

  it('sends such an answer in the language of the person, read before in both', async () => {
    const { page } = anna
    await page.getByTestId('claim').click()
    const topic = page.getByTestId('trail').locator('.score').filter({ hasText: 'Right to work' }).last()
    await topic.getByTestId('trail-send').click()
    const preview = page.getByTestId('answer-preview')
    await preview.locator('[lang=ru]').getByText(answer).first().waitFor()
    await preview.locator('[lang=en]').getByText('Your right to work is written').first().waitFor()
    await picture(page, 'console-trail-send')
    await page.getByTestId('answer-send').click()
    await reads(person.page, answer, 'consultant')
    await preview.waitFor({ state: 'detached' })
    expect(await page.getByTestId('answer-preview').count()).toBe(0)
  })

  it('what was written already stays in the field, and cannot be sent by mistake meanwhile', async () => {
    const { page } = anna
    await page.getByTestId('reply').fill('And one thing more')
    await page.getByTestId('trail-send').last().click()
    await page.getByTestId('answer-preview').waitFor()
    expect(await page.locator('[data-testid=reply-send]:enabled').count()).toBe(0)
    await page.locator('[data-testid=answer-send]:enabled').click()
    await page.getByTestId('answer-preview').waitFor({ state: 'detached' })
    expect(await page.getByTestId('reply').inputValue()).toBe('And one thing more')
  })

  it('on a phone, where it is a screen of its own, it leads back to the talk', async () => {
    const { page } = anna
    await page.setViewportSize(phone)
    await page.locator('.to-about').click()
    await picture(page, 'console-about-phone')
    await page.getByTestId('trail-send').last().click()
    await page.locator('[data-testid=answer-send]:enabled').click()
    await page.getByTestId('answer-preview').waitFor({ state: 'detached' })
    expect(await page.getByTestId('case-page').isVisible()).toBe(true)
    await picture(page, 'console-case-phone-360')
  })
})
