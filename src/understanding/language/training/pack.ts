import { constants, zstdCompressSync } from 'node:zlib'
import type { Script } from '../scripts.ts'
import { type Head, layout, type ScriptModel } from '../table.ts'
import type { Model } from './learn.ts'

/**
 * A learned model in steps of one byte. The largest weights are cut: one in ten thousand needs more room than that. The
 * smallest become nothing: they decide no guess, and without them the file is a quarter smaller and loads faster.
 */
export function inBytes(script: Script, model: Model): ScriptModel {
  const { names, buckets } = model
  const scale = largeOf(model.weights) / 127
  const weights = Int8Array.from(model.weights, (weight) => {
    const steps = Math.max(-127, Math.min(127, Math.round(weight / scale)))
    return Math.abs(steps) < leastSteps ? 0 : steps
  })
  return { script, names, buckets, scale, temperatures: [1], weights }
}

const leastSteps = 3

function largeOf(weights: Float32Array): number {
  const sizes = weights
    .filter((_, i) => i % 7 === 0)
    .map(Math.abs)
    .sort()
  return sizes[Math.floor(sizes.length * 0.9999)] || 1
}

/** The table's file; `readTable` says how it is laid out. */
export function packTable(models: readonly ScriptModel[]): Uint8Array {
  const head: Head = { layout, models: models.map(({ weights: _, ...rest }) => rest) }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  const parts = models.map(({ weights }) => Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength))
  return zstdCompressSync(Buffer.concat([length, json, ...parts]), {
    params: { [constants.ZSTD_c_compressionLevel]: 19 },
  })
}
