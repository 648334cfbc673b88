import { cpSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startHelpline } from '../platforms/helpline.ts'
import { WebPerson } from '../platforms/web-person.ts'
import { freshDir } from '../store/places.ts'
import { report } from './table.ts'

const swaps = Number(process.env.SWAPS ?? (process.env.DRILL_ROWS ? 60 : 8))
const people = 6
/** Between a person's questions. */
const pauseMs = 40
const question = 'Is there a fee for declaring my address?'
const shipped = join(import.meta.dirname, '../../knowledge')

/** Set `n` says its number twice: in the words of the answer, and in the address that another file adds to it. */
function writeSet(dir: string, n: number): string {
  const set = join(dir, `set-${n}`)
  cpSync(shipped, set, { recursive: true })
  const change = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(set, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(set, file), text.replaceAll(from, to))
  }
  change('topics/living/declared-address.yaml', 'It is free online', `Set ${n} says: it is free online`)
  change('links.yaml', 'https://latvija.gov.lv/Services/10916', `https://latvija.gov.lv/set/${n}`)
  return set
}

it('the FAQ is swapped again and again while people ask: no answer is of two sets, and nobody waits', async () => {
  const dir = freshDir()
  const current = join(dir, 'current')
  /** In one step, as whoever publishes a folder does it. */
  const swapTo = (n: number): void => {
    symlinkSync(writeSet(dir, n), `${current}-next`)
    renameSync(`${current}-next`, current)
  }
  swapTo(0)
  const helpline = await startHelpline({ KNOWLEDGE_DIR: current, PERSON_BURST: '100000' })
  const answers = { given: 0, mixed: 0, other: 0, longest: 0 }
  let newest = 0
  let over = false

  async function keepsAsking(): Promise<void> {
    const person = await WebPerson.at(helpline.url)
    while (!over) {
      const began = performance.now()
      const said = (await person.asks(question)).join('\n')
      answers.longest = Math.max(answers.longest, performance.now() - began)
      const [, words] = /Set (\d+) says/.exec(said) ?? []
      const [, address] = /\/set\/(\d+)/.exec(said) ?? []
      answers.given++
      if (words === undefined || address === undefined) answers.other++
      else if (words !== address) answers.mixed++
      else newest = Math.max(newest, Number(words))
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  const asking = Array.from({ length: people }, keepsAsking)
  let slowest = 0
  for (let n = 1; n <= swaps; n++) {
    const began = performance.now()
    swapTo(n)
    while (newest < n && performance.now() - began < 20_000) await new Promise((resolve) => setTimeout(resolve, 20))
    slowest = Math.max(slowest, performance.now() - began)
  }
  over = true
  await Promise.all(asking)
  expect(await helpline.end()).toBe(0)

  report({
    number: '18',
    fault: 'the FAQ swapped under load',
    done: `${swaps} swaps, ${people} people asking all the time, ${answers.given} answers`,
    counts: { mixed: answers.mixed, 'without a set': answers.other, 'slowest to go live': `${Math.round(slowest)} ms` },
    longest: answers.longest,
    seed: null,
  })
  expect({ mixed: answers.mixed, other: answers.other, newest }).toEqual({ mixed: 0, other: 0, newest: swaps })
}, 600_000)
