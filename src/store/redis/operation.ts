import { randomBytes } from 'node:crypto'

/** One write, whatever happens to its answer: asked for again under the same name it is not done again. */
export const newOperation = (): string => randomBytes(9).toString('base64url')
