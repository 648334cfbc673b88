import { Refused } from './wire.ts'

export interface GivenFile {
  readonly blob: Blob
  readonly name: string
  readonly shown: 'picture' | 'sound' | null
}

/** As large as the server takes, in bytes. */
export const mostBytes = 20 * 1024 * 1024
/** 20 MB over a slow line. */
const patienceMs = 300_000

/** The whole file, of the kind the server found in its bytes. Throws `Refused`, or what a lost connection throws. */
export async function fetchFile(from: string): Promise<GivenFile> {
  const response = await fetch(from, { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) })
  if (!response.ok) throw await refusal(response)
  const type = response.headers.get('content-type') ?? ''
  const coded = response.headers.get('content-disposition')?.split("filename*=UTF-8''")[1]
  const shown = type.startsWith('image/') ? 'picture' : /^(audio|video)\//.test(type) ? 'sound' : null
  return { blob: await response.blob(), name: coded ? decodeURIComponent(coded) : 'file', shown }
}

/** `op` makes a repeated call harmless. */
export async function sendFile(caseId: string, op: string, file: File): Promise<void> {
  const address = `/api/cases/${encodeURIComponent(caseId)}/files?op=${op}&name=${encodeURIComponent(file.name)}`
  const headers = { 'content-type': file.type || 'application/octet-stream' }
  const response = await fetch(address, {
    method: 'POST',
    headers,
    body: file,
    signal: AbortSignal.timeout(patienceMs),
  })
  if (!response.ok) throw await refusal(response)
}

async function refusal(response: Response): Promise<Refused> {
  const json = response.headers.get('content-type')?.includes('json') === true
  return new Refused(response.status, json ? await response.json() : {})
}
