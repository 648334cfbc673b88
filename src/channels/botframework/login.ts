import type { Dispatcher } from 'undici'
import { record } from '../../core/door.ts'
import { ask } from '../common/ask.ts'

/** Our own token for the platform: asked for with the secret, kept until shortly before its end, shown to nobody. */
export interface Login {
  /** Throws `LoginFailed`. */
  token(): Promise<string>
  /** The platform does not take it: another one is asked for next time. */
  forget(token: string): void
}

export class LoginFailed extends Error {
  /** The status, or the code of the connection's error. Never what was answered: it may quote the secret's name. */
  readonly code: string
  constructor(code: string) {
    super('The Bot Framework gives us no token.')
    this.code = code
  }
}

export interface LoginSettings {
  readonly appId: string
  readonly password: string
  /** Null: an app of many tenants. */
  readonly tenant: string | null
  readonly root: string | null
}

/** Microsoft's tokens live an hour or a day. */
const earlierMs = 5 * 60_000
/** After a refusal nobody asks again at once: a thousand waiting lines are one reason, not a thousand. */
const restMs = 2_000

export function createLogin(to: Dispatcher, settings: LoginSettings, now: () => number): Login {
  const root = new URL(settings.root ?? 'https://login.microsoftonline.com')
  const request = {
    origin: root.origin,
    path: `/${settings.tenant ?? 'botframework.com'}/oauth2/v2.0/token`,
    method: 'POST' as const,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    headersTimeout: 5_000,
    bodyTimeout: 5_000,
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.appId,
      client_secret: settings.password,
      scope: 'https://api.botframework.com/.default',
    }).toString(),
  }
  let kept: { readonly token: string; readonly until: number } | null = null
  let failed: { readonly error: LoginFailed; readonly until: number } | null = null
  let asking: Promise<string> | null = null

  return {
    async token() {
      if (kept && kept.until > now()) return kept.token
      if (failed && failed.until > now()) throw failed.error
      asking ??= fetchToken().finally(() => {
        asking = null
      })
      return asking
    },
    forget(token) {
      if (kept?.token === token) kept = null
    },
  }

  async function fetchToken(): Promise<string> {
    try {
      const { status, text } = await ask(to, request)
      const body = status === 200 ? record(JSON.parse(text)) : null
      const lifeMs = Number(body?.expires_in) * 1000
      if (typeof body?.access_token !== 'string' || !(lifeMs > 0)) throw new LoginFailed(String(status))
      kept = { token: body.access_token, until: now() + Math.max(lifeMs - earlierMs, lifeMs / 2) }
      return kept.token
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNREADABLE'
      failed = { error: error instanceof LoginFailed ? error : new LoginFailed(code), until: now() + restMs }
      throw failed.error
    }
  }
}
