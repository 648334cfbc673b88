import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { Script } from './scripts.ts'

/** A linear model of one script: what each bucket of features says for each class. */
export interface ScriptModel {
  readonly script: Script
  /** `lv`, `ru-Latn`, `pnb`; `xx-lt` for a language outside our list. */
  readonly names: readonly string[]
  /** A power of two. */
  readonly buckets: number
  /** Value of one step of a weight. */
  readonly scale: number
  /** What sums are divided by, for texts of 1, 2, 3, 4 ... words; the last one serves all longer texts. */
  readonly temperatures: readonly number[]
  /** `weights[bucket * names.length + class]` */
  readonly weights: Int8Array
}

/** More ways of writing than this one script's model has not; the room for sums is made once. */
export const mostClasses = 64

export type Table = ReadonlyMap<Script, ScriptModel>

/** The shipped table, made by `npm run train:language`. */
export const tableFile = join(import.meta.dirname, 'languages.table.zst')

/**
 * Bytes -> table. First the length of the head (4 bytes, little endian), then the head as JSON, then all weights, one
 * script after the other.
 */
export function readTable(packed: Uint8Array): Table {
  // In one piece: put together from many small ones, unpacking takes twice as long.
  const bytes = zstdDecompressSync(packed, { chunkSize: 2 ** 24 })
  const headEnd = 4 + bytes.readUInt32LE(0)
  const head: Head = JSON.parse(bytes.toString('utf8', 4, headEnd))
  if (head.layout !== layout) throw new Error(`${staleTable} It has layout ${head.layout}, this code reads ${layout}.`)
  const table = new Map<Script, ScriptModel>()
  let at = headEnd
  for (const model of head.models) {
    const size = model.buckets * model.names.length
    const weights = new Int8Array(bytes.buffer, bytes.byteOffset + at, size)
    table.set(model.script, { ...model, weights })
    at += size
  }
  if (at !== bytes.length) throw new Error(`${staleTable} It ends too early or too late.`)
  return table
}

const staleTable = 'The language table does not fit this code: make it anew with `npm run train:language`.'

/** Changes whenever features or file change, so that an old table is never read with new code. */
export const layout = 1

export interface Head {
  readonly layout: number
  readonly models: readonly Omit<ScriptModel, 'weights'>[]
}

let shipped: Table | undefined

/** Read once per process: every knowledge set shares it. */
export function shippedTable(): Table {
  shipped ??= readTable(readFileSync(tableFile))
  return shipped
}
