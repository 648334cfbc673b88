import { z } from 'zod'
import { day, id, text, url } from './shape.ts'

// An empty `ru:` is allowed through here: topic-checks says in one sentence what is missing and where.
const perLanguage = (max: number) => z.record(z.string(), z.string().max(max).nullable())

const next = z
  .strictObject({ topic: id.optional(), contact: id.optional(), desk: id.optional() })
  .refine((value) => Object.keys(value).length === 1, 'shape.next')

const handoff = z.strictObject({
  when: z.array(text(60)).min(1),
  to: id,
  priority: z.enum(['normal', 'high']).default('normal'),
})

const source = z.strictObject({ url, seen: day, page_date: text(40).optional(), note: text(300).optional() })

/** A file under `topics/`. */
export const topicShape = z.strictObject({
  id,
  status: z.enum(['draft', 'live', 'paused']),
  audience: z.enum(['person', 'specialist']).default('person'),
  area: id,
  title: perLanguage(60),
  button: perLanguage(60),
  questions: z.record(z.string(), z.array(text(160)).max(200).nullable()),
  keywords: z.array(text(60)).optional(),
  not_about: z.array(id).optional(),
  answer: perLanguage(4000),
  next: z.array(next).max(4).optional(),
  handoff: z.array(handoff).optional(),
  sources: z.array(source).min(1),
  reviewed: z.record(z.string(), day).optional(),
  review_by: day,
  expires: day.optional(),
  owner: text(60),
})

export type TopicFile = z.infer<typeof topicShape>
