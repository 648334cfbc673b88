import type { Line } from '../../core/transcript.ts'

/** Who speaks stands first: a human being is never taken for the robot, nor the other way round. */
export function shown(line: Line): string {
  if (line.from.who === 'consultant') return `👤 ${line.from.name}\n${line.text}`
  if (line.from.who === 'interpreter') return `🗣 ${line.from.name}\n${line.text}`
  return line.text
}

/** The same without words: what stands under a file. */
export const speaker = (line: Line): string => shown({ ...line, text: '' }).trimEnd()
