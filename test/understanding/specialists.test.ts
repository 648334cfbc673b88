import { describe, expect, it } from 'vitest'
import type { Audience } from '../../src/core/conversation.ts'
import type { Wish } from '../../src/core/understood.ts'
import { mind } from '../conversations/stage.ts'

const { topics } = mind.rules.knowledge
const read = (text: string, audience: Audience = 'person'): Wish =>
  mind.understanding.understand(text, { client: null, spoken: null, chosen: false, audience }).wish
const shown = (wish: Wish): string[] => ('topics' in wish ? wish.topics.map(({ topic }) => topic) : [])
const isForSpecialists = (id: string): boolean => topics.get(id)?.audience === 'specialist'

/** A wish that is met better than with an answer: who asks for an interpreter orders one. */
const leadTo: Readonly<Record<string, string>> = { interpreter: 'specialist-interpreter' }

// None of them is a phrasing.
const asked: Readonly<Record<string, readonly string[]>> = {
  'specialist-support': [
    'vai jūsu centrs piedāvā lekcijas sociālajiem darbiniekiem',
    'мы из социальной службы, можно обсудить с вами один случай',
    'do you offer training for our staff at the municipality',
  ],
  'specialist-interpreter': [
    'slimnīcai vajag farsi tulku uz pacienta konsultāciju, kā to pieteikt',
    'кто заплатит за переводчика, если его вызывает школа',
    'how can our clinic get an interpreter for a patient next week',
  ],
  'specialist-patient': [
    'pacientei ir termiņatļauja, vai valsts par viņu maksā',
    'лечение просителя убежища в нашей больнице кто оплачивает',
    'who covers the treatment of a foreign patient with alternative status',
  ],
  'specialist-pupil': [
    'skolā pieteikts bērns no Uzbekistānas, vai mums viņš jāuzņem',
    'ученик из Афганистана не знает латышского, какая поддержка есть для школы',
    'must our school accept the child of an asylum seeker',
  ],
  'specialist-one-stop': [
    'uz kuru iestādi vēl sūtīt klientu no trešās valsts',
    'дайте телефон центра одной остановки для клиента',
    'which other office can I send my client to',
  ],
  'specialist-asylum': [
    'mans klients vēlas lūgt patvērumu, pie kā viņam iet',
    'клиенту отказали в убежище, сколько времени на жалобу',
    'client of ours was refused asylum, who helps with the appeal',
  ],
}

describe('what specialists ask', () => {
  for (const [topic, questions] of Object.entries(asked)) {
    it(`is answered, or asked back with the right title: ${topic}`, () => {
      for (const text of questions) {
        const wish = read(text, 'specialist')
        const met = wish.kind === 'answer' ? [wish.topic] : wish.kind === 'unsure' ? shown(wish) : [leadTo[wish.kind]]
        expect(met, text).toContain(topic)
      }
    })
  }
  it('has questions for every topic that is written for them', () => {
    expect(Object.keys(asked).sort()).toEqual([...topics.keys()].filter(isForSpecialists).sort())
  })
  it('is never met with their answers when somebody who needs help asks the same', () => {
    for (const text of Object.values(asked).flat()) expect(shown(read(text)).filter(isForSpecialists), text).toEqual([])
  })
  it('may also be what everybody asks', () => {
    const wish = read('kā deklarēt dzīvesvietu', 'specialist')
    expect(wish).toMatchObject({ kind: 'answer', topic: 'declared-address' })
  })
})

describe('who works with newcomers', () => {
  it('is known by their profession and those they ask for, or by saying it', () => {
    const said = [
      'Esmu skolotāja, manā klasē ir skolēns no Sīrijas, kādas ir viņa tiesības',
      'Strādāju sociālajā dienestā, klientei vajag palīdzību ar dokumentiem',
      'Я врач, у меня пациент из Индии, кто платит за лечение',
      "I'm a nurse and my patient has no insurance",
      'strādāju ar iebraucējiem',
      'I work with refugees',
    ]
    for (const text of said) expect(read(text).kind, text).toBe('specialist')
  })
  it('has what they ask in the same message understood', () => {
    expect(read('I am a doctor, who pays for the treatment of my patient with a temporary permit?')).toMatchObject({
      kind: 'specialist',
      topic: 'specialist-patient',
    })
  })
  it('asks for an interpreter for others', () => {
    expect(read('Esmu ārste, pacientam vajag dari tulku rīt')).toMatchObject({ language: 'prs', forOthers: true })
    expect(read('man vajag dari tulku pie ārsta')).not.toHaveProperty('forOthers')
  })
  it('says it once: afterwards the question counts', () => {
    expect(read('Esmu skolotāja, vai manai skolai jāuzņem skolēns bez atļaujas', 'specialist').kind).not.toBe(
      'specialist',
    )
  })
  it('is not somebody who has a profession, or a doctor, themselves', () => {
    const others = [
      'I am a doctor from India, how can I work here with my diploma',
      'my doctor says I need insurance as a patient',
      'es esmu programmētājs, augsti kvalificēts speciālists, vajag darba atļauju',
      'учитель моего сына не говорит по-русски',
      'я врач, хочу устроиться на работу, пациенты говорят по-русски',
    ]
    for (const text of others) expect(read(text).kind, text).not.toBe('specialist')
  })
})
