import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { mind } from '../conversations/stage.ts'

const { languages } = mind.rules.knowledge
const offered = [...languages.values()].filter((language) => language.offered).map(({ tag }) => tag)
const written: Record<string, readonly string[]> = parse(
  readFileSync(join(import.meta.dirname, '../../knowledge/phrases.yaml'), 'utf8'),
).erase
const wishOf = (text: string, spoken: string | null = null): string =>
  mind.understanding.understand(text, { client: null, spoken, chosen: false }).wish.kind

describe('"delete my data"', () => {
  it('can be typed in every language that is offered', () => {
    expect(offered).toHaveLength(22)
    expect(offered.filter((tag) => (written[tag] ?? []).length < 3)).toEqual([])
  })
  for (const tag of offered) {
    it(`is understood in ${tag}, whatever language the talk is in, with or without politeness around it`, () => {
      const missed = (written[tag] ?? []).filter(
        (phrase) =>
          wishOf(phrase) !== 'erase' || wishOf(`${phrase}!!`, tag) !== 'erase' || wishOf(phrase, 'lv') !== 'erase',
      )
      expect(missed).toEqual([])
    })
  }
  it('is not what an ordinary question about data or papers asks for', () => {
    const questions = [
      'how do I delete a bank account in Latvia',
      'куда обратиться чтобы удалить зуб ребёнку',
      'kur var dzēst nodokļu parādu uzņēmumam',
    ]
    expect(questions.filter((question) => wishOf(question) === 'erase')).toEqual([])
  })
})
