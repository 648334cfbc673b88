import type { IncomingMessage } from 'node:http'

/** What the client is told; `code` is for programs, the sentence for people. Carries no word of what was sent. */
export class HttpError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

export const largestBody = 256 * 1024

/**
 * Reads a JSON body of at most 256 KB. Its own reader because size is checked while the bytes come in, compressed
 * bodies are not unpacked, and nothing is read before the caller has checked who is asking.
 */
export function readJson(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > largestBody) return reject(tooLarge())
    const encoding = request.headers['content-encoding']
    if (encoding && encoding !== 'identity')
      return reject(new HttpError(415, 'encoding', 'Send the body uncompressed.'))
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestBody) return void chunks.push(chunk)
      request.pause()
      reject(tooLarge())
    })
    request.on('end', () => {
      try {
        const [only] = chunks
        resolve(JSON.parse((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8')))
      } catch {
        // The parser's own sentence quotes the body: it stays here.
        reject(new HttpError(400, 'json', 'This is not valid JSON.'))
      }
    })
    request.on('error', () => reject(new HttpError(400, 'aborted', 'The body broke off.')))
  })
}

const tooLarge = (): HttpError => new HttpError(413, 'too-large', `Send at most ${largestBody / 1024} KB.`)
