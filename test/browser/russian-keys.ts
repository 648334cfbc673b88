import type { CDPSession, Page } from 'playwright-core'

const row = (letters: string, codes: string): readonly (readonly [string, string])[] => {
  const keys = codes.split(' ')
  return [...letters].map((letter, at) => [letter, keys[at] ?? ''])
}

/** What each key of a Russian keyboard writes, by its place. */
const codeOf = new Map<string, string>([
  ...row('йцукенгшщзхъ', 'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight'),
  ...row('фывапролджэ', 'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote'),
  ...row('ячсмитьбю. ', 'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash Space'),
])
const letterOf = new Map([...codeOf].map(([letter, code]) => [code, letter]))
const named = { Enter: 13, Escape: 27, Tab: 9, ArrowUp: 38, ArrowDown: 40 } as const

export interface RussianKeyboard {
  /** Presses keys by their place: `KeyT` writes "е". With Control they write nothing. */
  press(code: string, control?: 'with Control'): Promise<void>
  /** Types small Russian letters, one key after the other. */
  types(text: string): Promise<void>
}

/** The keyboard of somebody who writes Russian: the browser is told place and letter of each key, as by the system. */
export async function russianKeyboard(page: Page): Promise<RussianKeyboard> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const press: RussianKeyboard['press'] = async (code, control) => {
    const letter = letterOf.get(code)
    const key = letter ?? code
    const text = control ? '' : (letter ?? (code === 'Enter' ? '\r' : ''))
    const windowsVirtualKeyCode = code in named ? named[code as keyof typeof named] : code.charCodeAt(code.length - 1)
    const event = { code, key, windowsVirtualKeyCode, modifiers: control ? 2 : 0 }
    await session.send('Input.dispatchKeyEvent', { ...event, type: text ? 'keyDown' : 'rawKeyDown', text })
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
  }
  return {
    press,
    async types(text) {
      for (const letter of text) await press(codeOf.get(letter) ?? '')
    },
  }
}

/** The test name or text of what has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `document.activeElement.dataset.testid ?? (document.activeElement === document.body ? 'page' : document.activeElement.textContent)`,
  )
