import type { NextFunction, Request, Response } from 'express'
import helmet from 'helmet'

export interface HeaderParts {
  /** Sites that may show the chat in a frame. */
  readonly embedOrigins: readonly string[]
  readonly publicUrl: string | null
}

/** `script-src 'self'` and no markup from text: what somebody writes can never run. */
export function headers({ embedOrigins, publicUrl }: HeaderParts) {
  const strict = (frames: readonly string[]) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          // `blob:`: files that a page has fetched and shows by itself.
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: frames.length > 0 ? [...frames] : ["'none'"],
        },
      },
      strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
      // The page may be shown inside an allowed site; the header's older sibling knows no list.
      xFrameOptions: frames.length > 0 ? false : { action: 'deny' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
    })
  const chat = strict(embedOrigins)
  const rest = strict([])
  return (request: Request, response: Response, next: NextFunction): void =>
    (request.path === '/' ? chat : rest)(request, response, next)
}
