import { describe, expect, it } from 'vitest'
import { anEditor, workPermit } from './editing.ts'

const emergency = 'topics/health/emergency.yaml'

describe('an editor is told what is missing', () => {
  it('an answer that is empty although there are questions', () => {
    const [fault] = anEditor().replace(workPermit, '  ru: Право на работу\n', '  ru:\n').faults()
    expect(fault).toMatch(
      /^knowledge\/topics\/work\/work-permit\.yaml:6:3 {2}`title\.ru` is empty, but `questions\.ru` has \d+ question\(s\)\. Write it, or set `status: draft`\.$/,
    )
  })

  it('a live topic with fewer than six ways to ask in a language', () => {
    const editor = anEditor().keepQuestions(workPermit, 'en', 5)
    expect(editor.faults()).toEqual([expect.stringContaining('`questions.en` has 5 question(s) in English')])
  })

  it('a draft may have fewer', () => {
    const editor = anEditor().replace(workPermit, 'status: live', 'status: draft').keepQuestions(workPermit, 'en', 5)
    expect(editor.faults().filter((fault) => fault.includes('question(s)'))).toEqual([])
  })

  it('a key that every topic has', () => {
    expect(anEditor().replace(workPermit, 'owner: legal-consultant\n', '').faults()).toEqual([
      expect.stringContaining('`owner` is missing'),
    ])
  })

  it('a name that is not written in all three languages', () => {
    expect(anEditor().replace('menu.yaml', 'lv: Darbs, ', '').faults()).toEqual([
      expect.stringMatching(/^knowledge\/menu\.yaml:12:\d+ {2}`areas\[3\]\.title` has no text in Latvian/),
    ])
  })

  it('a whole file', () => {
    expect(anEditor().remove('links.yaml').faults()).toContain('knowledge/links.yaml:1:1  This file is missing.')
  })
})

describe('an editor is asked "did you mean"', () => {
  it('for a mistyped key', () => {
    expect(anEditor().replace(workPermit, 'keywords:', 'keyword:').faults()).toEqual([
      expect.stringMatching(/:\d+:1 {2}`keyword` is unknown\. Did you mean `keywords`\?/),
    ])
  })

  it('for a mistyped status', () => {
    expect(anEditor().replace(workPermit, 'status: live', 'status: life').faults()).toEqual([
      expect.stringContaining('Did you mean `live`?'),
    ])
  })

  it('for a mistyped language', () => {
    expect(anEditor().replace(workPermit, '  lv: Tiesības strādāt', '  lvv: Tiesības strādāt').faults()).toContainEqual(
      expect.stringContaining('The language `lvv` is not in languages.yaml. Did you mean `lv`?'),
    )
  })

  it('for a mistyped file name', () => {
    const editor = anEditor().write('synonym.yaml', 'synonyms: []')
    expect(editor.faults()).toEqual([expect.stringContaining('Did you mean `synonyms.yaml`?')])
  })

  it('for a button that leads to a topic, contact or desk that does not exist', () => {
    const faults = anEditor()
      .replace(workPermit, '  - topic: residence-permit-first', '  - topic: residence-permit-frist')
      .replace(workPermit, '  - contact: pmlp', '  - contact: pmpl')
      .replace(workPermit, '  - desk: legal', '  - desk: lawyer')
      .faults()
    expect(faults).toEqual([
      expect.stringContaining('`residence-permit-frist` is not in topics/. Did you mean `residence-permit-first`?'),
      expect.stringContaining('`pmpl` is not in contacts.yaml'),
      expect.stringContaining('`lawyer` is not in desks.yaml. Add it there, or remove it here.'),
    ])
  })

  it('for a placeholder that means nothing, at its own line', () => {
    const [first, second] = anEditor()
      .replace(workPermit, 'Darba devējiem: {{link.employers}}', 'Darba devējiem: {{link.employer}}')
      .replace(workPermit, 'For employers: {{link.employers}}', 'For employers: {{contact.pmlp.fax}}')
      .faults()
    expect(first).toMatch(/:\d+:21 {2}`\{\{link\.employer\}\}` means nothing: .* Did you mean `employers`\?/)
    expect(second).toContain('end it with `.phone`, `.email` or `.address`')
  })
})

describe('ids keep buttons working', () => {
  it('the file name and the id are the same', () => {
    expect(anEditor().replace(emergency, 'id: emergency', 'id: emergencies').faults()).toContainEqual(
      expect.stringContaining('The id is `emergencies`, but the file is `emergency.yaml`'),
    )
  })

  it('an id is used once', () => {
    const faults = anEditor().replace(emergency, 'id: emergency', 'id: health-care').faults()
    expect(faults).toContainEqual(expect.stringContaining('The id `health-care` is already used in'))
  })

  it('an id fits into a button and is written in Latin letters', () => {
    expect(
      anEditor()
        .replace(emergency, 'id: emergency', `id: ${'a'.repeat(60)}`)
        .faults()[0],
    ).toContain('is not a valid id')
    expect(anEditor().replace(emergency, 'id: emergency', 'id: ārkārta').faults()[0]).toContain('is not a valid id')
  })

  it('a topic lies in the folder of its area', () => {
    expect(anEditor().replace(emergency, 'area: health', 'area: work').faults()).toEqual([
      expect.stringContaining('The area is `work`, but the file lies in `health`'),
    ])
  })
})

describe('an answer can be trusted and read', () => {
  const line = 'For employers: {{link.employers}}'
  const answering = (text: string) => anEditor().replace(workPermit, line, text).faults()

  it.each([
    ['a phone number', `Call +371 67209400. ${line}`],
    ['a phone number in one piece', `Call 67209400. ${line}`],
    ['a sum', `It costs 70 EUR. ${line}`],
    ['a sum with the sign before it', `It costs €70. ${line}`],
    ['a sum in Latvian words', `Tas maksā 70 eiro. ${line}`],
    ['a web address', `See www.pmlp.gov.lv. ${line}`],
    ['an e-mail address', `Write to a@example.lv. ${line}`],
    ['HTML', `<b>Look</b> here. ${line}`],
  ])('%s does not stand in the text itself', (_, text) => {
    expect(answering(text)).toEqual([expect.stringMatching(/work-permit\.yaml:\d+:\d+ {2}.*stands in the text itself/)])
  })

  it('short emergency numbers, days and levels may stand in the text', () => {
    expect(answering(`Call 112, 113 or 116123. Level A2. From 2027-01-01. ${line}`)).toEqual([])
  })

  it('it has at most 700 characters and 8 lines', () => {
    expect(answering(`${'Good. '.repeat(100)}${line}`)).toEqual([expect.stringContaining('700 fit into one message')])
    expect(answering(`a\n    b\n    c\n    d\n    ${line}`)).toEqual([expect.stringContaining('has 9 lines')])
  })

  it('a sentence over 20 words is a warning', () => {
    expect(
      anEditor()
        .replace(workPermit, line, `${'very '.repeat(21)}long. ${line}`)
        .warnings(),
    ).toEqual([expect.stringContaining('has a sentence of 22 words')])
  })

  it('a button has at most 24 characters', () => {
    expect(anEditor().replace(workPermit, '  en: Work permit', '  en: Everything about work permits').faults()).toEqual(
      [expect.stringContaining('`button.en` has 29 characters; 24 fit on a button')],
    )
  })

  it('languages that name different contacts are a warning', () => {
    expect(
      anEditor().replace(workPermit, 'jautājiet PMLP: {{contact.pmlp.phone}}', 'jautājiet PMLP').warnings(),
    ).toEqual([expect.stringContaining('`answer.lv` lacks `{{contact.pmlp.phone}}`')])
  })
})

describe('words are what they look like', () => {
  it('a Cyrillic letter in a Latin word is shown, in texts and in keys', () => {
    expect(anEditor().replace(workPermit, 'For employers', 'For emplоyers').faults()).toEqual([
      expect.stringContaining('In the word `emplоyers` the letter `о` is Cyrillic'),
    ])
    expect(anEditor().replace(workPermit, 'answer:', 'аnswer:').faults()).toContainEqual(
      expect.stringContaining('the letter `а` in it is Cyrillic'),
    )
  })

  it('a Latin letter in a Russian word is shown', () => {
    expect(anEditor().replace(workPermit, 'Работодателям', 'Рабoтодателям').faults()).toEqual([
      expect.stringContaining('the letter `o` is Latin'),
    ])
  })

  it('Russian without any Cyrillic letter is in the wrong place, an acronym is not', () => {
    expect(anEditor().replace(workPermit, '  ru: Право на работу', '  ru: Right to work').faults()).toEqual([
      expect.stringContaining('`title.ru` should be Russian'),
    ])
    expect(anEditor().replace(workPermit, '  ru: Разрешение на работу', '  ru: TUA').faults()).toEqual([])
  })

  it('Latvian without any diacritic is a warning', () => {
    const editor = anEditor()
    editor.replace(
      emergency,
      '112 - visi glābšanas dienesti, bez maksas no jebkura tālruņa. Var arī sūtīt SMS.',
      'Zvani 112.',
    )
    editor.replace(emergency, '113 - ātrā palīdzība. 110 - policija. 114 - gāzes avārija.', 'Zvani 113.')
    editor.replace(emergency, 'Nosauciet adresi un nenolieciet klausuli pirmais.', 'Zvani 110.')
    editor.replace(emergency, 'Ja nav steidzami, ārsta padoms vakaros, naktīs un brīvdienās:', 'Citreiz:')
    expect(editor.warnings()).toEqual([expect.stringContaining('`answer.lv` has no ā, ē, ī, š')])
  })

  it('text lost behind a # is an error where words stand, and a remark is welcome elsewhere', () => {
    expect(
      anEditor().replace(workPermit, '- Can I have a second job?', '- Is form #17 for a second job?').faults(),
    ).toEqual([expect.stringMatching(/:\d+:15 {2}In `questions\.en\[4\]` everything from `#` on is lost/)])
    expect(anEditor().replace(workPermit, 'status: live', 'status: live # draft | live | paused').faults()).toEqual([])
    expect(anEditor().replace(workPermit, '- Can I have a second job?', '- "Is form #17 for it?"').faults()).toEqual([])
  })

  it('one question leads to one topic, whatever its capitals, marks and signs', () => {
    const faults = anEditor()
      .replace(workPermit, 'Kā saņemt darba atļauju?', 'KUR ZVANIT, ja jutu gazes smaku')
      .faults()
    expect(faults).toEqual([
      expect.stringContaining('is also a question of another topic (knowledge/topics/health/emergency.yaml:19)'),
    ])
  })

  it('the same question twice in one topic is a warning', () => {
    const editor = anEditor().replace(workPermit, 'Can I have a second job?', 'How do I get a work permit')
    expect(editor.warnings()).toEqual([expect.stringContaining('stands twice in this topic')])
  })
})

describe('days', () => {
  it('a passed review day is a warning, and the set is still used', () => {
    const editor = anEditor().replace(workPermit, 'review_by: 2027-05-22', 'review_by: 2026-12-01')
    expect(editor.load('2026-12-02').ok).toBe(true)
    expect(editor.warnings('2026-12-02')).toEqual([expect.stringContaining('work-permit.yaml')])
    expect(editor.warnings('2026-12-01')).toEqual([])
  })

  it('an expired answer is a warning', () => {
    const editor = anEditor().replace(workPermit, 'owner:', 'expires: 2026-12-31\nowner:')
    expect(editor.warnings('2027-01-01')).toContainEqual(expect.stringContaining('Expired on 2026-12-31'))
  })

  it('a translation reviewed before the Latvian text was is a warning', () => {
    const reviewed = 'reviewed: { lv: 2026-11-20, ru: 2026-11-20, en: 2026-11-10 }\nowner:'
    expect(anEditor().replace(workPermit, 'owner:', reviewed).warnings()).toEqual([
      expect.stringMatching(/`reviewed\.en` was reviewed on 2026-11-10, the Latvian text later, on 2026-11-20/),
    ])
  })

  it('a day must be in the calendar', () => {
    expect(anEditor().replace(workPermit, 'review_by: 2027-05-22', 'review_by: 2027-02-30').faults()).toEqual([
      expect.stringContaining('`review_by` is not a day of the calendar'),
    ])
  })
})

describe('replies to danger', () => {
  it('have their number in the first line', () => {
    expect(anEditor().replace('crisis.yaml', 'Call 112 now.\n', 'Call for help now.\n').faults()).toEqual([
      expect.stringContaining('The first line has no number to call'),
    ])
  })

  it('have long numbers from contacts.yaml', () => {
    expect(
      anEditor()
        .replace('crisis.yaml', 'Safe House: {{contact.trafficking-line.phone}}', 'Safe House: 28612120')
        .faults(),
    ).toEqual([expect.stringContaining('`28612120` stands in the text itself')])
  })
})
