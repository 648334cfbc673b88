import type { CaseView } from '../../core/case-view.ts'
import type { Attempt, StaffRef } from '../../core/conversation.ts'
import type { Line } from '../../core/transcript.ts'
import type { SecondStep } from './staff-wire.ts'

export interface Me {
  readonly id: string
  readonly displayName: string
  readonly roles: readonly string[]
  readonly languages: readonly string[]
}

export interface DemoLogin {
  readonly login: string
  readonly password: string
  readonly role: string
}

export interface Session {
  readonly me: Me
  readonly demo: boolean
  readonly demoLogins?: readonly DemoLogin[]
  /** Whether browsers can have passkeys for this address. */
  readonly passkeys: boolean
}

export type Doing = 'looking' | 'writing'

/** A row of the queue. */
export interface Case extends CaseView {
  readonly number: string
  readonly languageName: string
  readonly presence: readonly { readonly staff: StaffRef; readonly doing: Doing }[]
}

const lists = ['waiting', 'mine', 'others', 'closed'] as const
export type Queue = Readonly<Record<(typeof lists)[number], readonly Case[]>> & { readonly now: number }

/** `sleeping` are those of mine that are put off. */
export const tabs = ['waiting', 'mine', 'sleeping', 'others', 'closed'] as const
export type Tab = (typeof tabs)[number]

export interface Tried extends Attempt {
  readonly topics: readonly (Omit<AnswerFound, 'kind' | 'id'> & { readonly topic: string; readonly p: number })[]
}

/** Everything about one case. */
export interface Detail {
  readonly case: Case
  readonly lines: readonly Line[]
  readonly more: boolean
  readonly trail: readonly Tried[]
  /** What this member may do with it, by the role table. */
  readonly can: readonly string[]
  /** A colleague has the case: what was said in it is theirs to read. */
  readonly withheld: boolean
}

type Named = Readonly<Record<string, string>>

/** Whom a case can be given to, where it can go, what can be chosen at its end. */
export interface DeskInfo {
  readonly colleagues: readonly {
    readonly id: string
    readonly name: string
    readonly desks: readonly string[]
    readonly present: boolean
    readonly busy: number
  }[]
  readonly desks: readonly { readonly id: string; readonly name: Named }[]
  readonly offices: readonly { readonly id: string; readonly name: Named }[]
  readonly languages: readonly { readonly tag: string; readonly ownName: string; readonly interpreters: number }[]
  readonly areas: readonly { readonly id: string; readonly name: Named }[]
  readonly outcomes: readonly string[]
}

/** What can be sent, and in which languages: an answer of the FAQ as it stands, or a ready reply to begin with. */
export interface AnswerFound {
  readonly kind: 'topic' | 'reply'
  readonly id: string
  readonly title: Named
  readonly languages: readonly string[]
}

/** What a deed carries besides its name. */
export type Body = Readonly<Record<string, unknown>>

/** Words of a language, with what the page of the persons needs to know of them as well. */
interface Strings {
  readonly strings: Readonly<Record<string, string>>
}

interface ErrorBody {
  readonly error?: { readonly code?: string; readonly by?: StaffRef | null; readonly afterSeconds?: number }
  readonly demo?: boolean
  readonly demoLogins?: readonly DemoLogin[]
  readonly passkeys?: boolean
  readonly step?: SecondStep | null
}

/** The server answered, and the answer was no. Anything else thrown here is a lost connection. */
export class Refused extends Error {
  readonly status: number
  readonly body: ErrorBody
  constructor(status: number, body: ErrorBody) {
    super(`The server answered ${status} (${body.error?.code ?? 'no code'}).`)
    this.status = status
    this.body = body
  }
  get code(): string {
    return this.body.error?.code ?? ''
  }
}

async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<string> {
  const response = await fetch(path, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    cache: 'no-store',
    signal: AbortSignal.timeout(15_000),
  })
  const text = await response.text()
  if (response.ok) return text
  // A proxy in between may answer with a page of its own.
  const json = response.headers.get('content-type')?.includes('json') === true
  throw new Refused(response.status, json ? JSON.parse(text) : {})
}

/** The answer, as the server's side of it promises; null where it has no words. */
export async function send<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
  return JSON.parse((await call(method, path, body)) || 'null')
}

const fetched = <T>(path: string): Promise<T> => send<T>('GET', path)

const at = (id: string, what = '') => `/api/cases/${encodeURIComponent(id)}${what}`

export const wire = {
  async strings(lang: string): Promise<Readonly<Record<string, string>>> {
    return (await fetched<Strings>(`/api/strings?lang=${lang}`)).strings
  },
  session: () => fetched<Session>('/api/session'),
  signOut: () => call('DELETE', '/api/session'),
  queue: () => fetched<Queue>('/api/cases'),
  detail: (id: string) => fetched<Detail>(at(id)),
  /** A colleague's case, once the reason is said. */
  anothers: (id: string) => fetched<Detail>(at(id, '/anothers')),
  desk: () => fetched<DeskInfo>('/api/desk'),
  answers: async (words: string) =>
    (await fetched<{ found: readonly AnswerFound[] }>(`/api/answers?q=${encodeURIComponent(words)}`)).found,
  /** As the person would read it, and as the consultant reads it; null = it is not there in this language. */
  answer: ({ kind, id }: Pick<AnswerFound, 'kind' | 'id'>, language: string, read: string) =>
    fetched<{ theirs: string | null; ours: string | null }>(
      `/api/answers/${kind}/${encodeURIComponent(id)}?language=${language}&read=${read}`,
    ),
  /** `op` makes a repeated call harmless. */
  act: (id: string, what: string, op: string, body: Body = {}) => call('POST', at(id, `/${what}`), { ...body, op }),
  /** Losing one is harmless. */
  presence(id: string, doing: Doing | 'left'): void {
    const headers = { 'content-type': 'application/json' }
    const sent = fetch(at(id, '/presence'), {
      method: 'POST',
      headers,
      body: JSON.stringify({ doing }),
      keepalive: true,
    })
    sent.catch((lost) => console.debug(lost))
  },
}
