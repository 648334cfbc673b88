/**
 * `kept:<id>:<key>`: a file that lies with us, sealed, because nobody else keeps it (the web chat's, and what consultants
 * send). Its key stands in this reference alone: when the line that bears it is erased, nobody can open the file.
 */
export interface KeptFile {
  readonly id: string
  /** 32 bytes, base64url. */
  readonly key: string
}

export const writeKept = ({ id, key }: KeptFile): string => `kept:${id}:${key}`

const form = /^kept:([\w-]{22}):([\w-]{43})$/

/** Null: it is a platform's reference. */
export function readKept(reference: string | null | undefined): KeptFile | null {
  const [, id, key] = form.exec(reference ?? '') ?? []
  return id && key ? { id, key } : null
}
