import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownModelDir } from '../platforms/own-model-dir.ts'
import { freshDir } from '../store/places.ts'
import { inBrowser } from './chromium.ts'
import { says, taps } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const file = 'topics/living/declared-address.yaml'
const missed = 'Where do I nail my name to the new door?'

inBrowser('an editor’s evening', () => {
  const copy = freshDir()
  const knowledge = join(copy, 'knowledge')
  const path = join(knowledge, file)
  const git = (...args: string[]): string => execFileSync('git', ['-C', copy, ...args], { encoding: 'utf8' })
  let stage: Stage
  let editor: Window
  const wish = () => editor.page.getByTestId('try-wish').getAttribute('data-wish')
  async function tries(text: string): Promise<string | null> {
    const { page } = editor
    const before = await page.getByTestId('tried').count()
    await page.getByTestId('try-text').fill(text)
    const answered = page.waitForResponse((response) => response.url().endsWith('/knowledge/try'))
    await page.getByTestId('try-do').click()
    await answered
    if (before === 0) await page.getByTestId('tried').waitFor()
    await page.waitForTimeout(50)
    return wish()
  }

  beforeAll(async () => {
    cpSync(join(import.meta.dirname, '../../knowledge'), knowledge, { recursive: true })
    git('init', '-q')
    git('add', '.')
    git('-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', 'commit', '-qm', 'as it was')
    stage = await openStage({
      KNOWLEDGE_DIR: knowledge,
      KNOWLEDGE_WORKING_COPY: knowledge,
      MODEL_DIR: ownModelDir(),
    })
    editor = await stage.consultant('ilze')
    await editor.page.goto(`${stage.url}/editor`)
    await editor.page.getByTestId('try-text').waitFor()
  }, 90_000)
  afterAll(() => stage?.close())

  it('tries a question: which answer, how sure, why, and what the person would see', async () => {
    expect(await tries('Is there a fee for declaring my address?')).toBe('answer')
    const { page } = editor
    expect(await page.getByTestId('try-topic').first().getAttribute('data-topic')).toBe('declared-address')
    expect(await page.getByTestId('preview').innerText()).toContain('It is free online')
    await picture(page, 'editor-try')
  })

  it('the preview is that of the channel: buttons where they fit, numbers where not', async () => {
    const { page } = editor
    await page.getByTestId('channel').selectOption('sms')
    await tries('Is there a fee for declaring my address?')
    expect(await page.getByTestId('preview').innerText()).toMatch(/\n1\. /)
    await page.getByTestId('channel').selectOption('webchat')
  })

  it('breaks a file: the place is shown within seconds, and people are given the old answers', async () => {
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, whole.replace('status: live', 'status: alive'))
    const { page } = editor
    await page.getByTestId('refused').waitFor()
    expect(await page.getByTestId('file-fault').first().innerText()).toContain(`knowledge/${file}:2:`)
    await page.getByTestId('edit-refused').waitFor()
    await picture(page, 'editor-refused')
    const person = await stage.person({ viewport: phone })
    await taps(person.page, 'speak:en')
    await person.page.locator('[data-act^="area:"]').first().waitFor()
    await says(person.page, 'Is there a fee for declaring my address?')
    await person.page.getByText('It is free online').waitFor()
    writeFileSync(path, whole)
    await page.getByTestId('refused').waitFor({ state: 'detached' })
    await page.getByTestId('edit-refused').waitFor({ state: 'detached' })
  })

  it('finds a question nobody answers, adds it to its topic, and it is answered: the shown result changes by itself', async () => {
    const { page } = editor
    expect(await tries(missed)).not.toBe('answer')
    const revision = await page.getByTestId('tried').getAttribute('data-revision')
    await page.getByTestId('phrase-all').click()
    await page.locator('[data-testid=topic] option[value=declared-address]').waitFor({ state: 'attached' })
    await page.getByTestId('topic').selectOption('declared-address')
    await page.getByTestId('in').selectOption('en')
    await page.getByTestId('phrase-add').click()
    await page.getByTestId('phrase-written').waitFor()
    await page.locator(`[data-testid=tried]:not([data-revision="${revision}"])`).waitFor()
    expect(await wish()).toBe('answer')
    expect(await page.getByTestId('try-topic').first().getAttribute('data-topic')).toBe('declared-address')
  })

  it('what it changed is one line; comments and the rest of the file stand as they were', () => {
    const changed = git('diff', '--numstat').trim()
    expect(changed).toBe(`1\t0\tknowledge/${file}`)
    expect(git('diff')).toContain(`+    - ${missed}`)
  })

  it('a way to ask that another topic has is not written, and the place is told', async () => {
    const { page } = editor
    await tries('How do I get a personal code?')
    await page.getByTestId('phrase-all').click()
    await page.locator('[data-testid=topic] option[value=school]').waitFor({ state: 'attached' })
    await page.getByTestId('topic').selectOption('school')
    await page.getByTestId('phrase-text').fill('Is there a fee for declaring my address?')
    await page.getByTestId('phrase-add').click()
    await page.getByTestId('phrase-refused').waitFor()
    expect(git('diff', '--numstat').trim().split('\n')).toHaveLength(1)
  })

  it('finds what somebody asked in vain, tries it at a tap, and takes the draft of a topic along', async () => {
    const asked = 'Who paints the old canary fence by the lake'
    const person = await stage.person({ viewport: phone })
    await taps(person.page, 'speak:en')
    await person.page.locator('[data-act^="area:"]').first().waitFor()
    await says(person.page, asked)
    await person.page.locator('[data-act=human]').last().waitFor()
    await taps(person.page, 'human')
    await taps(person.page, 'consent-yes')
    const { page } = editor
    const group = page.getByTestId('asked-group').filter({ hasText: asked })
    const looks = async (): Promise<number> => {
      await page.getByTestId('editor-try').click()
      const answered = page.waitForResponse((response) => response.url().endsWith('/knowledge/asked'))
      await page.getByTestId('editor-asked').click()
      await answered
      await page.waitForTimeout(50)
      return group.count()
    }
    await expect.poll(looks, { timeout: 10_000 }).toBe(1)
    await group.getByTestId('asked-draft').click()
    await group.getByTestId('title').fill('Painting fences')
    await group.getByTestId('id').fill('fence-painting')
    await group.getByTestId('area').fill('living')
    await group.getByTestId('draft-do').click()
    await group.getByTestId('take-along').waitFor()
    expect(await group.getByTestId('take-text').inputValue()).toMatch(
      /id: fence-painting\nstatus: draft\n[\s\S]*fence by the lake/,
    )
    await picture(page, 'editor-asked')
    await group.getByTestId('asked-try').click()
    await page.getByTestId('tried').waitFor()
    expect(await page.getByTestId('try-text').inputValue()).toBe(asked)
  })

  it('sees what the FAQ has and what was asked of it, and how each revision did', async () => {
    const { page } = editor
    await page.getByTestId('editor-coverage').click()
    await page.getByTestId('table-topics').waitFor()
    expect(await page.getByTestId('table-topics').locator('tbody tr').count()).toBeGreaterThan(20)
    await picture(page, 'editor-coverage')
    await page.getByTestId('editor-history').click()
    expect(await page.getByTestId('table-history').locator('tbody tr').count()).toBeGreaterThan(1)
  })

  it('nothing went wrong on the page', () => {
    expect(editor.seen.trouble.filter((one) => !one.includes('401'))).toEqual([])
    expect(editor.seen.outside).toEqual([])
  })
})
