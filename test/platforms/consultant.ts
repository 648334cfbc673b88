import { expect } from 'vitest'
import { type Json, record } from '../../src/core/door.ts'
import { password } from './helpline.ts'

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

/** Somebody at the console, through the same API as the page. */
export class Consultant {
  readonly #url: string
  readonly cookie: string

  private constructor(url: string, cookie: string) {
    this.#url = url
    this.cookie = cookie
  }

  static async signIn(url: string, login: string): Promise<Consultant> {
    const answer = await ask(`${url}/api/session`, 'POST', { login, password })
    expect(answer.status, `${login} signs in`).toBe(200)
    return new Consultant(url, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
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
