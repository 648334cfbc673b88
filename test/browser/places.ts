import type { Locator, Page } from 'playwright-core'

/** Where one letter stands on the screen. */
export interface Place {
  readonly sign: string
  readonly left: number
  readonly right: number
  readonly top: number
}

/** Where each letter of a line stands: attributes say what was wanted, only this says what people see. */
export function placesOf(page: Page, text: string): Promise<readonly Place[]> {
  return page.evaluate<readonly Place[]>(`(() => {
    const words = [...document.querySelectorAll('[data-testid=line] .words')]
      .findLast((one) => one.textContent.includes(${JSON.stringify(text)}))
    const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    const places = []
    while (texts.nextNode()) {
      const { data } = texts.currentNode
      for (let i = 0; i < data.length; i++) {
        range.setStart(texts.currentNode, i)
        range.setEnd(texts.currentNode, i + 1)
        const { left, right, top, width } = range.getBoundingClientRect()
        if (width > 0) places.push({ sign: data[i], left, right, top })
      }
    }
    return places
  })()`)
}

/** The letters of a part of the line. */
export function placesIn(places: readonly Place[], part: string): readonly Place[] {
  const from = places
    .map((one) => one.sign)
    .join('')
    .indexOf(part)
  if (from < 0) throw new Error(`"${part}" is not in the line.`)
  return places.slice(from, from + part.length)
}

/** Each letter is to the right of the one before it, on one line. */
export const leftToRight = (places: readonly Place[]): boolean =>
  places.every((one, i) => {
    const before = places[i - 1]
    return !before || (Math.abs(one.top - before.top) < 4 && one.left >= before.right - 1)
  })

/** How many pixels of a page lie outside of its window, sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>(`Math.max(...[document.documentElement, ...document.querySelectorAll('.log, .talk, .cases')]
    .map((one) => one.scrollWidth - one.clientWidth))`)

/** Where the arrow on the send button points. */
export const arrow = (page: Page): Promise<'to the left' | 'to the right'> =>
  page.evaluate<'to the left' | 'to the right'>(`getComputedStyle(document.querySelector('[data-testid=send] .sign'))
    .transform.startsWith('matrix(-1') ? 'to the left' : 'to the right'`)

interface Styled {
  computedStyleMap(): { get(name: string): unknown }
}

/** Which way a line runs, as the browser sees it: `ltr` or `rtl`. */
export const directionOf = (line: Locator): Promise<string> =>
  line.evaluate((one: Styled) => String(one.computedStyleMap().get('direction')))
