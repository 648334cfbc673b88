import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from './barriers.ts'
import { inBrowser } from './chromium.ts'
import { atWork, type Screen, screenNames } from './console-screens.ts'
import { sideways } from './places.ts'
import { desktop, openStage, phone, picture, type Stage } from './stage.ts'

/** What a desk of 1280 pixels leaves at twice the size. */
const zoomed = { width: 640, height: 450 }

const strings: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../locales/en/staff.json', import.meta.url)), 'utf8'),
)
const groups = [...new Set(Object.keys(strings).map((key) => key.split('.')[0]))].join('|')

/** Keys that stand where words should, and places nobody filled: on the screen or read aloud. */
const missingWords = async (page: Page): Promise<readonly string[]> => {
  const said = await page.evaluate<string>(`[document.body.innerText, document.title,
    ...[...document.querySelectorAll('[title], [aria-label], [placeholder]')].flatMap((one) =>
      ['title', 'aria-label', 'placeholder'].map((name) => one.getAttribute(name) ?? ''))].join('\\n')`)
  return [...said.matchAll(new RegExp(`(?<![\\w./@-])(?:${groups})\\.[a-z][a-z.-]*|\\{\\{\\w*`, 'g'))].map(
    ([key]) => key,
  )
}

/** Tabs once through a page: which stops cannot be seen to have the focus. */
async function unseenFocus(page: Page): Promise<readonly string[]> {
  const unseen: string[] = []
  await page.evaluate('document.activeElement.blur()')
  for (let stop = 0; stop < 80; stop++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate<{
      readonly seen: boolean
      readonly first: boolean
      readonly html: string
    }>(`(() => {
      const one = document.activeElement
      if (one === document.body) return { seen: true, first: true, html: '' }
      const first = one.dataset.stop === 'been'
      one.dataset.stop = 'been'
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const box = one.getBoundingClientRect()
      const x = Math.max(1, Math.min(innerWidth - 1, box.left + box.width / 2))
      const y = Math.max(1, Math.min(innerHeight - 1, box.top + Math.min(box.height, 20) / 2))
      const there = document.elementFromPoint(x, y)
      const onTop = there !== null && (one.contains(there) || there.contains(one))
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && inside && onTop
      return { seen, first, html: one.outerHTML.slice(0, 100) }
    })()`)
    if (found.first) break
    if (!found.seen) unseen.push(found.html)
  }
  await page.evaluate(`document.querySelectorAll('[data-stop]').forEach((one) => delete one.dataset.stop)`)
  return unseen
}

/** Everything that can be pressed on a page, and cannot be reached. */
async function outOfReach(page: Page): Promise<readonly string[]> {
  const lost: string[] = []
  const open = await page.locator('dialog[open]').count()
  const scope = open > 0 ? 'dialog[open]' : 'body'
  const all = page.locator(`${scope} :is(button, a[href], textarea, select, input):visible:enabled`)
  for (const one of await all.all()) {
    const reached = await one.click({ trial: true, timeout: 1500 }).then(
      () => true,
      () => false,
    )
    if (!reached) lost.push(`${await one.getAttribute('data-testid')} ${await one.innerText()}`)
  }
  return lost
}

inBrowser('every screen of the console, for everybody', () => {
  let stage: Stage
  let screens: readonly Screen[]
  beforeAll(async () => {
    stage = await openStage()
    screens = await atWork(stage)
  })
  afterAll(() => stage?.close())

  it('they are all here', () => {
    expect(screens.map(({ name }) => name)).toEqual(screenNames)
  })

  describe.each(screenNames)('%s', (name) => {
    let screen: Screen
    let page: Page
    beforeAll(async () => {
      const found = screens.find((one) => one.name === name)
      if (!found) throw new Error(`There is no screen "${name}".`)
      screen = found
      page = screen.window.page
      await screen.show()
    })
    afterEach(() => page.setViewportSize(desktop))
    afterAll(() => screen.leave())

    it('has no serious barrier, on a phone and a desk, by day and by night', async () => {
      const found: string[] = []
      for (const [size, viewport] of Object.entries({ desktop, phone })) {
        await page.setViewportSize(viewport)
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await picture(page, `screen-${name}-${size}-${colorScheme}`)
          for (const barrier of await barriers(page)) found.push(`${size}, ${colorScheme}: ${barrier}`)
        }
        if ((await sideways(page)) > 0) found.push(`${size}: the page moves sideways`)
      }
      expect(found).toEqual([])
    })

    it('can be used on the narrowest phone, and at twice the size', async () => {
      const found: string[] = []
      for (const [size, viewport] of Object.entries({ phone, zoomed })) {
        await page.setViewportSize(viewport)
        await picture(page, `screen-${name}-${size}`)
        for (const lost of await outOfReach(page)) found.push(`${size}: ${lost}`)
        if ((await sideways(page)) > 0) found.push(`${size}: the page moves sideways`)
      }
      expect(found).toEqual([])
    })

    it('shows where the focus is', async () => {
      expect(await unseenFocus(page)).toEqual([])
    })
  })

  it.each(['lv', 'ru', 'en'])('no word is missing in %s', async (language) => {
    for (const window of new Set(screens.map((one) => one.window))) {
      await window.page.evaluate(`location.hash = '#/'`)
      await window.page.getByTestId(`language-${language}`).click()
      await window.page.locator(`html[lang=${language}]`).waitFor()
    }
    const found: string[] = []
    for (const { name, window, show, leave } of screens) {
      await show()
      for (const key of await missingWords(window.page)) found.push(`${name}: ${key}`)
      await leave()
    }
    expect(found).toEqual([])
  })
})
