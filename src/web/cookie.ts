import type { Request, Response } from 'express'

export interface Cookie {
  of(request: Request): string | null
  give(response: Response, value: string): void
  clear(response: Response): void
}

/** For this host, for no script, for no other site's links. Ends with the browser; the session may end sooner. */
export function sessionCookie(secure: boolean): Cookie {
  const name = secure ? '__Host-staff' : 'staff'
  return {
    of(request) {
      const pairs = (request.headers.cookie ?? '').split(/;\s*/)
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
    },
    give: (response, value) =>
      void response.cookie(name, value, { httpOnly: true, secure, sameSite: 'strict', path: '/' }),
    clear: (response) => void response.clearCookie(name, { path: '/', secure, sameSite: 'strict' }),
  }
}
