import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { HttpError } from './body.ts'

/** What `files/` opens, for whoever may see it. */
export type Opened =
  | {
      readonly at: 'open'
      readonly file: { readonly type: string; readonly name: string; readonly body: AsyncIterable<Uint8Array> }
    }
  | { readonly at: 'gone' | 'too-large' | 'not-now' | 'empty' }

/**
 * Streams a file so that no browser opens it by itself: as an attachment, of the kind its bytes have, in a document that
 * may do nothing. Throws `HttpError` where there is none.
 */
export async function answerFile(opened: Opened, response: Response): Promise<void> {
  if (opened.at !== 'open') throw fault(opened.at)
  const { type, name, body } = opened.file
  response.set({
    'content-type': type,
    'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  try {
    await pipeline(body, response)
  } catch {
    // Its reader left, or the platform broke off: what is sent half must not look whole.
    response.destroy()
  }
}

/** RFC 8187: letters and digits as they are, all else as UTF-8 in hexadecimal. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function fault(at: Exclude<Opened['at'], 'open'>): HttpError {
  switch (at) {
    case 'too-large':
      return new HttpError(413, 'file-too-large', 'This file is larger than 20 MB. Ask for a smaller one.')
    case 'not-now':
      return new HttpError(503, 'file-not-now', 'The platform does not give the file now. Try again in a moment.', 5)
    case 'empty':
      return new HttpError(410, 'file-empty', 'This file is empty.')
    case 'gone':
      return new HttpError(410, 'file-gone', 'The platform no longer has this file. Ask the person to send it again.')
  }
}
