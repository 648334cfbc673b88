import { describe, expect, it } from 'vitest'
import { fold } from '../../src/knowledge/letters.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { shipped, today } from './editing.ts'

const loaded = loadKnowledge(shipped, today)

describe('the knowledge that is shipped', () => {
  it('has no faults and no warnings', () => {
    expect(loaded.ok ? [] : loaded.faults).toEqual([])
    expect(loaded.warnings).toEqual([])
  })

  if (!loaded.ok) return
  const { knowledge } = loaded
  const live = [...knowledge.topics.values()].filter((topic) => topic.status === 'live')

  it('has 16 or more live topics in Latvian, Russian and English, each with 6 or more ways to ask', () => {
    expect(live.length).toBeGreaterThanOrEqual(16)
    for (const topic of live)
      for (const tag of ['lv', 'ru', 'en']) {
        expect(topic.questions[tag]?.length, `${topic.id} ${tag}`).toBeGreaterThanOrEqual(6)
        expect(topic.answer[tag], `${topic.id} ${tag}`).toBeTruthy()
        expect(topic.button[tag]?.length, `${topic.id} ${tag}`).toBeLessThanOrEqual(24)
      }
  })

  it('leaves no placeholder unresolved in anything a person is told', () => {
    // Values are put in on the day they are said.
    expect(JSON.stringify([...knowledge.topics.values()])).not.toMatch(/\{\{(?!value\.)/)
    expect(JSON.stringify([...knowledge.danger.categories.values()])).not.toMatch(/\{\{/)
    expect(JSON.stringify([...knowledge.contacts.values(), knowledge.offices, knowledge.hours.phone])).not.toMatch(
      /\{\{/,
    )
  })

  it('prints phone numbers as they are dialled', () => {
    expect(knowledge.topics.get('ici-contacts')?.answer.lv).toContain('+371 25565098')
    expect(knowledge.hours.phone).toBe('+371 25565098')
  })

  it('claims no review and no verified number before somebody has done it', () => {
    expect(live.filter((topic) => topic.reviewed)).toEqual([])
    expect([...knowledge.contacts.values()].filter((contact) => contact.verified)).toEqual([])
  })

  it('tells sums of money nowhere: none is sure enough', () => {
    for (const topic of live)
      expect(
        Object.values(topic.answer)
          .join(' ')
          .replace(/https?:\S+/g, ''),
      ).not.toMatch(/€|EUR|eiro|евро/i)
  })

  it('names the number to call in the first line of every reply to danger, in at least three languages', () => {
    expect(knowledge.danger.categories.size).toBe(7)
    for (const category of knowledge.danger.categories.values()) {
      for (const tag of ['lv', 'ru', 'en']) expect(category.reply[tag]?.split('\n')[0]).toMatch(/\d{3}/)
      expect(category.phrases.A.length).toBeGreaterThan(20)
    }
  })

  it('answers danger in every interpreter language', () => {
    const rare = [...knowledge.languages.values()].filter((language) => language.served === 'interpreter')
    for (const category of knowledge.danger.categories.values())
      for (const { tag } of rare) expect(category.reply[tag], `${category.id} ${tag}`).toContain('112')
  })

  it('never takes an everyday trap phrase for one of the phrases of danger', () => {
    const phrases = [...knowledge.danger.categories.values()].flatMap(({ phrases }) => [...phrases.A, ...phrases.B])
    for (const trap of knowledge.danger.traps) expect(phrases).not.toContain(trap)
  })

  it('takes no question of the FAQ for danger', () => {
    const phrases = [...knowledge.danger.categories.values()].flatMap(({ phrases }) => [...phrases.A, ...phrases.B])
    const starts = phrases.map((phrase) => ` ${fold(phrase)}`)
    const questions = live.flatMap((topic) => Object.values(topic.questions).flat())
    const taken = questions.filter((question) => {
      const folded = ` ${fold(question)}`
      return starts.some((start) => folded.includes(start))
    })
    expect(taken).toEqual([])
  })

  it('offers 22 languages in the picker, three of them with answers', () => {
    const languages = [...knowledge.languages.values()]
    expect(languages.filter(({ offered }) => offered)).toHaveLength(22)
    expect(languages.filter(({ served }) => served === 'answers').map(({ tag }) => tag)).toEqual(['lv', 'ru', 'en'])
  })

  it('shows every live topic in exactly one group of the menu', () => {
    const shown = knowledge.menu.flatMap((area) => area.topics)
    expect([...shown].sort()).toEqual(live.map((topic) => topic.id).sort())
  })

  it('knows working days and holidays in Riga', () => {
    expect(knowledge.hours.week[1]).toEqual([{ from: 540, to: 1020 }])
    expect(knowledge.hours.week[0]).toEqual([])
    expect(knowledge.hours.closedDays.has('2026-11-18')).toBe(true)
  })

  it('cannot be changed by those who read it', () => {
    expect(Object.isFrozen(knowledge)).toBe(true)
    expect(Object.isFrozen(knowledge.topics.get('emergency')?.questions.lv)).toBe(true)
    expect(() => Map.prototype.set.call(knowledge, 'x', 1)).toThrow()
    expect(() => Reflect.get(knowledge.topics, 'clear').call(knowledge.topics)).toThrow(/frozen/)
    expect(() => Reflect.get(knowledge.hours.closedDays, 'add').call(knowledge.hours.closedDays, 'x')).toThrow(/frozen/)
  })
})
