import { reads, replies, rowWith, says, taps, waitingPerson } from './moves.ts'
import { phone, type Stage, type Window } from './stage.ts'

/** Something of the console to look at: a page, or a dialog over it. */
export interface Screen {
  readonly name: string
  readonly window: Window
  show(): Promise<void>
  /** Back to where nothing covers the page. */
  leave(): Promise<void>
}

export const screenNames = [
  ...['queue', 'three-in-a-talk', 'colleagues-case', 'about', 'profile', 'close', 'transfer', 'sleep', 'interpreter'],
  ...[
    'palette',
    'keys',
    'note-language',
    'erase',
    'answers',
    'answer-preview',
    'staff',
    'staff-form',
    'report',
    'editor',
  ],
  ...['interpreting', 'asked', 'their-talk'],
]

/** A helpline at work: three in a talk, a colleague's case, an interpreter who is asked; and every screen there is. */
export async function atWork(stage: Stage): Promise<readonly Screen[]> {
  const [anna, ilze, farid] = [
    await stage.consultant('anna'),
    await stage.consultant('ilze'),
    await stage.consultant('farid'),
  ]
  await threeInATalk(stage, anna, farid)
  const own = anna.page.url()
  await waitingPerson(stage, 'A case of a colleague')
  await (await rowWith(ilze.page, 'A case of a colleague')).click()
  await ilze.page.getByTestId('claim').click()
  await ilze.page.getByTestId('close').waitFor()
  const theirs = new URL(ilze.page.url()).hash

  const goes = (window: Window, hash: string, testId: string) => async () => {
    await window.page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await window.page.getByTestId(testId).first().waitFor()
  }
  const page = (name: string, window: Window, hash: string, testId: string): Screen => ({
    ...{ name, window },
    show: goes(window, hash, testId),
    leave: async () => undefined,
  })
  const dialog = (name: string, window: Window, hash: string, open: () => Promise<void>): Screen => ({
    ...{ name, window },
    async show() {
      await goes(window, hash, hash.endsWith('/about') ? 'trail' : hash === '#/staff' ? 'add-member' : 'case-page')()
      await open()
      await window.page.locator('dialog[open]').waitFor()
    },
    async leave() {
      await window.page.keyboard.press('Escape')
      await window.page.locator('dialog[open]').waitFor({ state: 'detached' })
    },
  })
  const mine = new URL(own).hash
  const clicks = (window: Window, testId: string) => () => window.page.getByTestId(testId).first().click()
  /** Offers lapse, as they should. */
  const asks = async () => {
    await goes(farid, '#/interpreting', 'their-case')()
    if ((await farid.page.getByTestId('their-case').count()) > 1) return
    await goes(ilze, theirs, 'interpreter')()
    await ilze.page.getByTestId('interpreter').click()
    await ilze.page.locator('[data-testid=call-off], [data-testid=call-confirm]').first().waitFor()
    if ((await ilze.page.getByTestId('call-off').count()) > 0) {
      await ilze.page.getByTestId('call-off').click()
      await ilze.page.locator('dialog[open]').waitFor({ state: 'detached' })
      await ilze.page.getByTestId('interpreter').click()
    }
    await ilze.page.getByTestId('language').selectOption('ru')
    await ilze.page.getByTestId('call-confirm').click()
    await farid.page.getByTestId('their-case').nth(1).waitFor()
  }
  const slash = async () => {
    await goes(anna, mine, 'reply')()
    await anna.page.getByTestId('reply').fill('/виза')
    await anna.page.getByTestId('answers-option').nth(1).waitFor()
  }
  const empty = async () => {
    // Tab chooses, too.
    const preview = anna.page.getByTestId('answer-preview')
    if ((await preview.count()) > 0) await preview.getByRole('button').first().click()
    await anna.page.getByTestId('reply').fill('')
  }
  return [
    page('queue', anna, '#/', 'tab-waiting'),
    page('three-in-a-talk', anna, mine, 'interpretation'),
    page('colleagues-case', anna, theirs, 'reading'),
    page('about', anna, `${mine}/about`, 'trail'),
    page('profile', anna, '#/profile', 'save-profile'),
    ...(['close', 'transfer', 'sleep', 'interpreter'] as const).map((name) =>
      dialog(name, anna, mine, clicks(anna, name)),
    ),
    dialog('palette', anna, mine, () => anna.page.keyboard.press('Control+KeyK')),
    dialog('keys', anna, mine, async () => {
      await anna.page.evaluate('document.activeElement.blur()')
      await anna.page.keyboard.press('Shift+Slash')
    }),
    ...(['note-language', 'erase'] as const).map((name) => dialog(name, anna, `${mine}/about`, clicks(anna, name))),
    { name: 'answers', window: anna, show: slash, leave: empty },
    {
      ...{ name: 'answer-preview', window: anna },
      async show() {
        await slash()
        await anna.page.getByTestId('reply').press('Enter')
        await anna.page.locator('[data-testid=answer-send]:enabled').waitFor()
      },
      async leave() {
        await anna.page.keyboard.press('Escape')
        await anna.page.getByTestId('answer-preview').waitFor({ state: 'detached' })
        await empty()
      },
    },
    page('staff', ilze, '#/staff', 'add-member'),
    dialog('staff-form', ilze, '#/staff', clicks(ilze, 'add-member')),
    page('report', ilze, '#/report', 'report-about'),
    page('editor', ilze, '#/editor', 'try-text'),
    { name: 'interpreting', window: farid, show: asks, leave: async () => undefined },
    {
      ...{ name: 'asked', window: farid },
      async show() {
        await asks()
        await farid.page.getByTestId('their-case').first().click()
        await farid.page.getByTestId('accept').waitFor()
      },
      leave: async () => undefined,
    },
    {
      ...{ name: 'their-talk', window: farid },
      async show() {
        await goes(farid, '#/interpreting', 'their-case')()
        await farid.page.getByTestId('their-case').last().click()
        await farid.page.getByTestId('their-words').waitFor()
      },
      leave: async () => undefined,
    },
  ]
}

/** Somebody writes Russian, Anna English, and Farid stands between them. The bot was asked before, so there is a trail. */
async function threeInATalk(stage: Stage, anna: Window, farid: Window): Promise<void> {
  const { page } = await stage.person({ viewport: phone })
  await taps(page, 'speak:ru')
  await page.locator('[data-act^="area:"]').first().waitFor()
  await says(page, 'Как получить разрешение на работу?')
  await reads(page, 'Право на работу записано', 'bot')
  await says(page, 'позовите человека')
  await page.locator('[data-act=consent-yes]').last().waitFor()
  await taps(page, 'consent-yes')
  await (await rowWith(anna.page, /Russian[\s\S]*asked for a person/)).click()
  await anna.page.getByTestId('claim').click()
  await anna.page.getByTestId('interpreter').click()
  await anna.page.getByTestId('call-confirm').click()
  await farid.page.getByTestId('their-case').first().click()
  await farid.page.getByTestId('accept').click()
  await farid.page.getByTestId('their-words').waitFor()
  await says(page, 'Хозяин не даёт договор')
  await reads(farid.page, 'Хозяин не даёт договор', 'person')
  await farid.page.getByTestId('their-words').fill('My employer gives me no contract')
  await farid.page.getByTestId('their-send').click()
  await reads(anna.page, 'My employer gives me no contract')
  await replies(anna.page, 'Call the labour inspection: +371 25 565 098')
  await reads(farid.page, 'Call the labour inspection', 'consultant')
  await anna.page.getByTestId('mode-note').click()
  await replies(anna.page, 'Look for the law')
  await reads(anna.page, 'Look for the law', 'note')
  await anna.page.getByTestId('mode-reply').click()
  await says(page, 'А мне заплатят?')
  await anna.page.getByTestId('awaiting').first().waitFor()
}
