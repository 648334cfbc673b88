import type { Conversation, EventId, Time } from '../core/conversation.ts'
import type { Effect } from '../core/effects.ts'
import type { Awaiting } from '../core/interpretation.ts'
import { never } from '../core/never.ts'
import type { Texts } from '../core/ports.ts'
import { keptUntil } from '../core/rules/keeping.ts'
import type { Line } from '../core/transcript.ts'

/** What a turn has said so far. */
export interface Written {
  readonly lines: Line[]
  readonly awaiting: Awaiting[]
}

/** Appends what an effect says to the talk: a line, two, or none. */
export function write(written: Written, effect: Effect, c: Conversation, event: EventId, at: Time, texts: Texts): void {
  const { lines, awaiting } = written
  const number = c.lines + lines.length + 1
  const line = {
    number,
    at,
    text: '',
    language: null,
    buttons: [],
    delivery: null,
    mark: null,
    seenBy: 'all',
    until: keptUntil(c, at),
  } as const
  switch (effect.do) {
    case 'say':
    case 'answer':
    case 'danger':
    case 'office':
    case 'contact': {
      const words = texts.words(effect, c.language?.tag ?? null)
      lines.push({ ...line, from: { who: 'bot' }, ...words, delivery: { at: 'waiting' } })
      return
    }
    case 'relay': {
      const from = { who: 'consultant', name: effect.by.name } as const
      const said: Line = { ...line, from, text: effect.text, delivery: { at: 'waiting' } }
      lines.push(effect.media ? { ...said, media: effect.media } : said)
      return
    }
    case 'send-answer': {
      const { by, topic, language, read } = effect
      const from = { who: 'consultant', name: by.name } as const
      const words = (tag: string) => texts.words({ do: 'answer', topic, language: tag, buttons: [] }, tag)
      // As the consultant read it, then as it goes out: the two stay together.
      if (read !== language) lines.push({ ...line, from, ...words(read), seenBy: 'team' })
      const linked = read === language ? {} : { interprets: [number] }
      lines.push({
        ...line,
        number: c.lines + lines.length + 1,
        from,
        ...words(language),
        ...linked,
        delivery: { at: 'waiting' },
      })
      return
    }
    case 'tell-team': {
      lines.push({ ...line, from: effect.by, text: effect.text, seenBy: 'team' })
      if (effect.awaits) awaiting.push({ line: number, from: 'consultant' })
      return
    }
    case 'interpret': {
      const { text, language, to } = effect
      const from = { who: 'interpreter', name: effect.by.name } as const
      const given: Line = { ...line, from, text, language, interprets: effect.lines }
      lines.push(to === 'person' ? { ...given, delivery: { at: 'waiting' } } : { ...given, seenBy: 'team' })
      return
    }
    case 'record': {
      const said: Line = {
        ...line,
        at: effect.at,
        from: { who: 'person' },
        text: effect.text,
        language: c.language?.tag ?? null,
        event,
      }
      const { media, about } = effect
      lines.push({ ...said, ...(media ? { media } : {}), ...(about ? { about } : {}) })
      if (!effect.tapped) awaiting.push({ line: number, from: 'person' })
      return
    }
    case 'note': {
      const from = { who: 'consultant', name: effect.by.name } as const
      lines.push({ ...line, from, text: effect.text, seenBy: 'staff' })
      return
    }
    case 'mark': {
      const mark = { key: effect.key, params: effect.params }
      lines.push({ ...line, from: { who: 'desk' }, mark, seenBy: 'staff' })
      return
    }
    case 'keep':
    case 'hide':
    case 'forget':
    case 'alert':
    case 'count':
      return
    default:
      never(effect)
  }
}
