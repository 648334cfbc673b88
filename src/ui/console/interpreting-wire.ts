import type { Awaiting } from '../../core/interpretation.ts'
import type { Line } from '../../core/transcript.ts'
import { type Body, send } from './wire.ts'

/** An interpretation as its interpreter knows it: nothing of the person but the language. */
export interface TheirCase {
  readonly id: string
  readonly number: string
  readonly language: string
  readonly languageName: string
  readonly variety: string | null
  readonly consultant: string | null
  /** Messages that wait for their words. */
  readonly waits: number
  readonly urgent: boolean
  readonly since: number
}

export interface Interpreting {
  readonly offers: readonly TheirCase[]
  readonly active: readonly TheirCase[]
  readonly now: number
}

export interface TheirTalk {
  readonly case: TheirCase
  readonly lines: readonly Line[]
  readonly awaiting: readonly Awaiting[]
  /** The line from which they are in the talk; 0 while they are only asked. */
  readonly from: number
}

const at = (id: string, what = ''): string => `/api/interpreting/${encodeURIComponent(id)}${what}`

export const interpretingWire = {
  list: () => send<Interpreting>('GET', '/api/interpreting'),
  /** That they write for the person. Losing one is harmless. */
  writing(id: string): void {
    void send<null>('POST', at(id, '/presence'), {}).catch((lost) => console.debug(lost))
  },
  talk: (id: string) => send<TheirTalk>('GET', at(id)),
  act: (id: string, what: 'accept' | 'decline' | 'words' | 'remarks' | 'leave', op: string, body: Body = {}) =>
    send<null>('POST', at(id, `/${what}`), { ...body, op }),
}
