import { expect } from 'vitest'
import { type Json, record } from '../../src/core/door.ts'
import { password, recoveryCode } from './helpline.ts'

export interface Answer {
  readonly status: number
  readonly body: Json
  readonly headers: Headers
}

/** JSON over HTTP, whatever the status. */
export async function ask(
  url: string,
  method = 'GET',
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...json,
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, body: (isJson ? record(JSON.parse(text)) : null) ?? {}, headers: answer.headers }
}

export const list = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map(record).filter((one) => one !== null) : []

/** The cookie an answer gives, as it is sent back. */
export const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? ''

/** How many recovery codes somebody has used. */
const used = new Map<string, number>()

/** Somebody at the console, through the same API as the page. */
export class Consultant {
  readonly #url: string
  readonly cookie: string

  constructor(url: string, cookie: string) {
    this.#url = url
    this.cookie = cookie
  }

  static async signIn(url: string, login: string): Promise<Consultant> {
    const half = await ask(`${url}/api/session`, 'POST', { login, password })
    expect(half.body, `${login} has the right password`).toMatchObject({ step: { at: 'prove' } })
    const key = `${url} ${login}`
    const number = used.get(key) ?? 0
    used.set(key, number + 1)
    const headers = { cookie: cookieOf(half) }
    const whole = await ask(`${url}/api/session/code`, 'POST', { code: recoveryCode(number) }, headers)
    expect(whole.status, `${login} signs in`).toBe(200)
    return new Consultant(url, cookieOf(whole))
  }

  get = (path: string): Promise<Answer> => ask(`${this.#url}/api${path}`, 'GET', undefined, { cookie: this.cookie })

  post = (path: string, body: object = {}): Promise<Answer> =>
    ask(`${this.#url}/api${path}`, 'POST', body, { cookie: this.cookie })

  async waiting(): Promise<readonly Json[]> {
    return list((await this.get('/cases')).body.waiting)
  }

  /** The lines of a case as their reader sees them. */
  async lines(id: unknown): Promise<readonly Json[]> {
    return list((await this.get(`/cases/${id}`)).body.lines)
  }
}
