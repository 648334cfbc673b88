import type { NextFunction, Request, Response } from 'express'
import { HttpError } from './body.ts'

/**
 * Somebody else's page must not act in a consultant's name, nor listen: whatever comes to the console's API has to come
 * from our own origin. Browsers say where they come from; programs without a browser's headers carry no cookie by accident.
 */
export function ownOrigin(publicUrl: string | null) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const own = [publicUrl && new URL(publicUrl).origin, `${request.protocol}://${request.get('host')}`]
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && !own.includes(origin))
    if (foreign) throw new HttpError(403, 'origin', 'This must come from the console itself.')
    next()
  }
}
