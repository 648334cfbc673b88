import { describe, expect, it } from 'vitest'
import { dangerJudge } from '../../src/understanding/danger/judge.ts'
import { normalise } from '../../src/understanding/text/normalise.ts'
import { mind } from '../conversations/stage.ts'

const { knowledge } = mind.rules
const wishOf = (text: string) => mind.understanding.understand(text, { client: null, spoken: null, chosen: false })

describe('a second opinion on danger', () => {
  it('a danger told among everyday questions is still the first thing', () => {
    const { wish } = wishOf(
      'How do I extend my residence permit? Where do I pay the fee? I do not want to live any more.',
    )
    expect(wish).toMatchObject({ kind: 'crisis', category: 'suicide-self-harm' })
  })
  it('without any rule a message that looks very much like danger gets the gentle question, never an alarm', () => {
    const judge = dangerJudge({ ...knowledge.danger, rules: noRules, categories: withoutPhrases() }, taught())
    const judged = judge(normalise(plain), plain, true).found
    expect(judged?.crisis).toMatchObject({ category: 'suicide-self-harm', level: 'B' })
    expect(judged?.phrase).toContain('like "')
  })
  it('in a language nobody gave examples of, the rules decide alone', () => {
    for (const text of ['cảm ơn nhiều', 'زه غواړم له یو انسان سره خبرې وکړم', 'merci beaucoup pour tout'])
      expect(wishOf(text).wish.kind, text).not.toBe('crisis')
    expect(wishOf('je veux mourir').wish.kind).toBe('crisis')
  })
  it('thanks, greetings and wishes are never danger', () => {
    const { requests: _, plea: __, ...wishes } = knowledge.phrases
    const taken = Object.values(wishes)
      .flat()
      .filter((phrase) => wishOf(phrase).wish.kind === 'crisis')
    expect(taken).toEqual([])
  })
  it('nothing learnt is nothing lost: the rules work alone', () => {
    const judge = dangerJudge(knowledge.danger, null)
    expect(judge(normalise('I want to die'), 'I want to die', true).found?.crisis.level).toBe('A')
  })
})

const plain = 'i took all the pills from the box, tell my mother i am sorry'
const noRules = { groups: {}, everyday: {}, patterns: [], traps: [], signs: [], enough: 100 }

function withoutPhrases() {
  return new Map([...knowledge.danger.categories].map(([id, one]) => [id, { ...one, phrases: { A: [], B: [] } }]))
}

function taught() {
  const model = mind.learnt.danger
  if (!model) throw new Error('The shipped knowledge has examples of danger.')
  return model
}
