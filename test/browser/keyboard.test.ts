import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps } from './moves.ts'
import { focused, type RussianKeyboard, russianKeyboard } from './russian-keys.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const question = 'Сосед сломал мой забор'

inBrowser('a whole talk without a mouse, on a Russian keyboard', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  let ilze: Window
  let keys: RussianKeyboard
  const mark = (key: string) => anna.page.locator(`[data-testid=mark][data-key=${key}]`).waitFor()
  /** Tab by Tab, as far as it is. */
  async function tabTo(what: string): Promise<void> {
    for (let step = 0; step < 30 && (await focused(anna.page)) !== what; step++) await keys.press('Tab')
    expect(await focused(anna.page)).toBe(what)
  }

  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    ilze = await stage.consultant('ilze')
    keys = await russianKeyboard(anna.page)
    await taps(person.page, 'speak:ru')
    await person.page.locator('[data-act^="area:"]').first().waitFor()
    await says(person.page, question)
    await person.page.locator('[data-act=human]').last().waitFor()
    await taps(person.page, 'human')
    await taps(person.page, 'consent-yes')
    await rowWith(anna.page, question)
  })
  afterAll(() => stage?.close())

  it('J goes from case to case, Enter opens one, T takes it', async () => {
    const row = anna.page.locator('a[data-case]:focus')
    for (let step = 0; step < 9; step++) {
      await keys.press('KeyJ')
      if ((await row.innerText()).includes(question)) break
    }
    await keys.press('KeyK')
    expect(await row.innerText()).not.toContain(question)
    await keys.press('KeyJ')
    await keys.press('Enter')
    await reads(anna.page, question, 'person')
    await keys.press('KeyT')
    await reads(person.page, 'Anna')
    await mark('claimed')
  })

  it('the key of "/" finds an answer by Russian words; arrows and Enter choose it, Enter sends it in their language', async () => {
    const { page } = anna
    await keys.press('Slash')
    expect(await page.getByTestId('reply').inputValue()).toBe('/')
    await keys.types('работать')
    const options = page.getByTestId('answers-option')
    await options.nth(1).waitFor()
    const wanted = (await options.first().innerText()).split('\n')[0] ?? ''
    await keys.press('ArrowDown')
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true')
    await keys.press('ArrowUp')
    await keys.press('Enter')
    const preview = page.getByTestId('answer-preview')
    await preview.getByText(wanted.replace(/ ✓.*/, '')).waitFor()
    await page.locator('[data-testid=answer-send]:enabled:focus').waitFor()
    await picture(page, 'console-answer-preview')
    const theirs = await preview.locator('[lang=ru] .words').first().innerText()
    await keys.press('Enter')
    await reads(person.page, theirs, 'consultant')
    await preview.waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('reply')
    expect(await page.getByTestId('reply').inputValue()).toBe('')
  })

  it('in the empty field the key of "/" opens the answers, too; Escape closes them, a second one the preview', async () => {
    const { page } = anna
    await keys.types('.виза')
    await page.getByTestId('answers-option').first().waitFor()
    await keys.press('Enter')
    await page.locator('[data-testid=answer-send]:enabled:focus').waitFor()
    await keys.press('Escape')
    await page.getByTestId('answer-preview').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('reply')
    await page.getByTestId('answers-option').first().waitFor()
    await keys.press('Escape')
    await page.getByTestId('answers-option').first().waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('reply')
    expect(await page.getByTestId('reply').inputValue()).toBe('')
    expect(await page.getByTestId('case-page').count()).toBe(1)
  })

  it('R goes into the field, Control and Enter send; letters in it are letters', async () => {
    await keys.press('Escape')
    await keys.press('KeyR')
    await keys.types('тяни забор')
    expect(await anna.page.getByTestId('reply').inputValue()).toBe('тяни забор')
    await keys.press('Enter', 'with Control')
    await reads(person.page, 'тяни забор', 'consultant')
  })

  it('N writes a note, and "/" out of it an answer to the person, not a note', async () => {
    const { page } = anna
    await keys.press('Escape')
    await keys.press('KeyN')
    await keys.types('только для нас')
    await keys.press('Enter', 'with Control')
    await reads(page, 'только для нас', 'note')
    await keys.press('Escape')
    await keys.press('Slash')
    await page.locator('[data-testid=mode-reply][aria-pressed=true]').waitFor()
    await page.getByTestId('answers-option').first().waitFor()
    await keys.press('Escape')
    expect(await person.page.locator('body').innerText()).not.toContain('только для нас')
  })

  it('I asks for an interpreter, even of somebody quicker than the list of languages', async () => {
    await anna.page.route('**/api/desk', async (route) => {
      await setTimeout(1500)
      await route.continue()
    })
    await keys.press('Escape')
    await keys.press('KeyI')
    await anna.page.locator('dialog[open]').waitFor()
    await tabTo('call-confirm')
    await keys.press('Enter')
    await mark('interpreter-asked')
    await anna.page.unrouteAll({ behavior: 'wait' })
  })

  it('Z puts the case off until a time, and what is put off stands in a list of its own', async () => {
    const { page } = anna
    await keys.press('KeyZ')
    await page.locator('dialog[open]').waitFor()
    await tabTo('sleep.hours')
    await keys.press('Enter')
    await mark('slept')
    await page.getByTestId('tab-sleeping').getByText('1', { exact: true }).waitFor()
    await tabTo('tab-waiting')
    // "Put off" is the third.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await (await rowWith(page, question)).innerText()).toContain('until ')
    await picture(page, 'console-sleeping')
  })

  it('A offers it to a colleague, who hears of it', async () => {
    const { page } = anna
    await keys.press('KeyA')
    await page.locator('dialog[open] select[name=to] option', { hasText: 'Ilze' }).waitFor({ state: 'attached' })
    await tabTo('to')
    const chosen = () => page.getByTestId('to').locator('option:checked').innerText()
    for (let step = 0; step < 5 && !(await chosen()).startsWith('Ilze'); step++) await keys.press('ArrowDown')
    expect(await chosen()).toMatch(/^Ilze \(here/)
    await tabTo('transfer-confirm')
    await keys.press('Enter')
    await mark('offered')
    await ilze.page.getByTestId('tab-mine').click()
    await rowWith(ilze.page, 'offered to you')
  })

  it('E closes the case; then the talk is over for the person', async () => {
    const { page } = anna
    await keys.press('KeyE')
    await page.getByTestId('close-confirm').waitFor()
    await tabTo('close-confirm')
    await keys.press('Enter')
    await mark('closed')
    await person.page.locator('[data-act="rate:good"]').waitFor()
    expect(anna.seen.trouble.filter((one) => !one.includes('401'))).toEqual([])
  })

  it('single letters can be switched off', async () => {
    const { page } = anna
    await page.evaluate(`localStorage.setItem('tilts.console.keys', 'off')`)
    await keys.press('KeyN')
    expect(await page.locator('[data-testid=reply]:focus').count()).toBe(0)
    await keys.press('KeyJ')
    expect(await page.locator('a[data-case]:focus').count()).toBe(0)
  })
})
