import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser, patience } from './chromium.ts'
import { reads, rowWith, says, taps, waitingPerson } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const tabs = 12
const outageMs = 20_000

inBrowser(`${tabs} tabs of the console in one browser`, () => {
  let stage: Stage
  let person: Window
  const pages: Page[] = []
  const streams = new Map<object, Page>()
  /** The tabs that have a live stream open now. */
  const leaders = (): readonly Page[] => [...streams.values()].filter((page) => !page.isClosed())
  const everywhere = (look: (page: Page) => Promise<unknown>) => Promise.all(pages.map(look))
  const stormy = async (page: Page): Promise<readonly string[]> =>
    (await page.getByTestId('line').locator('.words').allInnerTexts()).filter((text) => / storm/.test(text))

  beforeAll(async () => {
    stage = await openStage()
    const { page } = await stage.consultant('anna')
    const context = page.context()
    context.on('request', (request) => {
      if (request.url().endsWith('/api/live')) streams.set(request, request.frame().page())
    })
    context.on('requestfailed', (request) => streams.delete(request))
    context.on('requestfinished', (request) => streams.delete(request))
    await page.close()
    for (let tab = 0; tab < tabs; tab++) {
      const next = await context.newPage()
      next.setDefaultTimeout(15_000)
      pages.push(next)
      await next.goto(`${stage.url}/console`)
    }
    await everywhere((each) => each.getByTestId('tab-waiting').waitFor())
  })
  afterAll(() => stage?.close())

  it('hold one live stream between them, and none of them hangs', async () => {
    await expect.poll(() => leaders().length).toBe(1)
    const asked = performance.now()
    const answers = await everywhere((page) =>
      page.evaluate<number>(`fetch('/api/session').then((answer) => answer.status)`),
    )
    expect(answers).toEqual(Array(tabs).fill(200))
    expect(performance.now() - asked).toBeLessThan(2000 * patience)
  })

  it('all show a new case, by themselves', async () => {
    await waitingPerson(stage, 'Do all of them see me?')
    await everywhere((page) => rowWith(page, 'Do all of them see me?'))
    expect(leaders()).toHaveLength(1)
  })

  it('when the one that listens is closed another one listens, and all go on', async () => {
    const [first] = leaders()
    if (!first) throw new Error('No tab listens.')
    pages.splice(pages.indexOf(first), 1)
    await first.close()
    await expect.poll(() => leaders().length, { timeout: 5000 }).toBe(1)
    expect(leaders()).not.toContain(first)
    await waitingPerson(stage, 'And after that?')
    await everywhere((page) => rowWith(page, 'And after that?'))
    expect(leaders()).toHaveLength(1)
  })

  it('while the server is away for twenty seconds all of them say so, and what is written stays', async () => {
    person = await stage.person({ viewport: phone })
    await taps(person.page, 'speak:en')
    await reads(person.page, 'Choose a topic')
    await says(person.page, 'Before the storm')
    await person.page.locator('[data-act=human]').last().waitFor()
    await taps(person.page, 'human')
    await person.page.locator('[data-act=consent-yes]').last().waitFor()
    await taps(person.page, 'consent-yes')
    const [first] = pages
    if (!first) throw new Error('No tab is left.')
    const path = (await (await rowWith(first, 'Before the storm')).getAttribute('href')) ?? ''
    await everywhere((page) => page.locator(`a[href="${path}"]`).click())
    await everywhere((page) => reads(page, 'Before the storm', 'person'))
    await first.getByTestId('claim').click()
    await reads(person.page, 'You are now talking to Anna')
    await everywhere((page) => page.getByTestId('close').waitFor())
    await stage.stopServer()
    const stopped = Date.now()
    await everywhere((page) => page.getByTestId('reconnecting').waitFor())
    await says(person.page, 'In the storm, from the person')
    await first.getByTestId('reply').fill('In the storm, from Anna')
    await first.getByTestId('reply-send').click()
    await first.getByTestId('retry').waitFor()
    await picture(first, 'console-many-tabs-offline')
    await person.page.waitForTimeout(outageMs - (Date.now() - stopped))
    await stage.startServer()
  })

  it('afterwards nothing is lost and nothing stands there twice, in none of them', async () => {
    await everywhere((page) => page.getByTestId('reconnecting').waitFor({ state: 'detached', timeout: 45_000 }))
    const [first] = pages
    if (!first) throw new Error('No tab is left.')
    await reads(first, 'In the storm, from the person', 'person')
    await first.getByTestId('retry').click()
    await reads(person.page, 'In the storm, from Anna', 'consultant')
    const all = ['Before the storm', 'In the storm, from the person', 'In the storm, from Anna']
    for (const page of [...pages, person.page]) await expect.poll(() => stormy(page), { timeout: 10_000 }).toEqual(all)
    await expect.poll(() => leaders().length).toBe(1)
  })
})
