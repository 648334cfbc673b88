import { readFileSync } from 'node:fs'
import { type Config, ConfigError, readConfig } from '../config.ts'

export interface App {
  readonly port: number
  /** Turns under way are finished, the relay stops, the store closes. */
  stop(): Promise<void>
}

/** The life of the process: settings in, signals, `q` in a terminal, and a sentence when it cannot start. */
export async function run(start: (config: Config, started: number) => Promise<App>): Promise<void> {
  const started = performance.now()
  try {
    stopOnSignal(await start(readConfig({ ...readEnvFile(), ...process.env }), started))
  } catch (error) {
    console.error(sentence(error))
    process.exit(1)
  }
}

function stopOnSignal(app: App): void {
  let stopping = false
  const stop = (): void => {
    // A signal to the group comes twice, once by npm: the second one must not cut the first short.
    if (stopping) return
    stopping = true
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (!process.stdin.isTTY) return
  process.stdin.setRawMode(true)
  process.stdin.on('data', (key: Buffer) => {
    // Raw mode takes Ctrl+C (3) from the terminal: it is ours to give back.
    if (key.toString() === 'q' || key[0] === 3) stop()
  })
}

/** For whoever starts it; a trace only for what nobody foresaw. */
function sentence(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'The port is taken by another program. Set PORT to a free one.'
  return error instanceof ConfigError || error.constructor === Error ? error.message : error
}

/** `.env` beside package.json; what the environment itself says goes first. */
export function readEnvFile(): Record<string, string> {
  let text: string
  try {
    text = readFileSync('.env', 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  return Object.fromEntries(text.split(/\r?\n/).flatMap(setting))
}

/** `NAME=value`, quotes around the value taken off; comments and empty lines are nothing. */
function setting(line: string): readonly [name: string, value: string][] {
  const at = line.indexOf('=')
  const name = line.slice(0, Math.max(at, 0)).trim()
  const value = line.slice(at + 1).trim()
  if (!/^[A-Z_]+$/.test(name) || value === '') return []
  const isQuoted = value.length > 1 && /^["']/.test(value) && value.startsWith(value.slice(-1))
  return [[name, isQuoted ? value.slice(1, -1) : value]]
}
