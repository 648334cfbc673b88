import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Fault } from './fault.ts'
import { nearest } from './letters.ts'
import { type Message, say } from './words.ts'

export interface RawFile {
  /** Inside the folder: `topics/work/work-permit.yaml`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** All YAML files where they belong, and a fault for each one that lies where nobody would read it. */
export function readFolder(
  dir: string,
  known: readonly string[],
  mayBeMissing: ReadonlySet<string>,
): { files: RawFile[]; faults: Fault[] } {
  // Without a folder every file would be missing: one sentence says it better.
  if (!existsSync(dir)) return { files: [], faults: [noFolder(dir)] }
  const files: RawFile[] = []
  const faults: Fault[] = []
  const fault = (name: string, message: Message) => {
    faults.push({ file: join(folderName(dir), name), line: 1, column: 1, message })
  }
  const read = (name: string) => {
    try {
      files.push({ name, bytes: readFileSync(join(dir, name)) })
    } catch (error) {
      fault(name, say('folder.unreadable-file', { what: reason(error) }))
    }
  }
  for (const { name, isFolder } of list(dir, fault, '')) {
    if (isFolder || !isYaml(name)) continue
    if (known.includes(name)) read(name)
    else {
      const guess = nearest(name, known)
      fault(name, guess ? say('folder.unknown-name', { guess }) : say('folder.misplaced'))
    }
  }
  for (const area of list(dir, fault, 'topics')) {
    const folder = `topics/${area.name}`
    if (!area.isFolder) {
      if (isYaml(area.name)) fault(folder, say('folder.topic-in-area'))
      continue
    }
    for (const topic of list(dir, fault, folder)) {
      const name = `${folder}/${topic.name}`
      if (topic.isFolder) fault(name, say('folder.nested'))
      else if (topic.name.endsWith('.yaml')) read(name)
      else if (isYaml(topic.name)) fault(name, say('folder.ending'))
    }
  }
  for (const name of known)
    if (!mayBeMissing.has(name) && !files.some((file) => file.name === name)) fault(name, say('folder.missing'))
  return { files, faults }
}

function noFolder(dir: string): Fault {
  return { file: folderName(dir), line: 1, column: 1, message: say('folder.none') }
}

/** The folder's own name, with which faults begin. */
export function folderName(dir: string): string {
  return basename(resolve(dir))
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name)
}

function list(
  dir: string,
  fault: (name: string, message: Message) => void,
  inside: string,
): { name: string; isFolder: boolean }[] {
  try {
    // Names beginning with a dot belong to the system; stat follows links, because containers mount files as links.
    const names = readdirSync(join(dir, inside)).filter((name) => !name.startsWith('.'))
    return names.sort().map((name) => ({ name, isFolder: statSync(join(dir, inside, name)).isDirectory() }))
  } catch (error) {
    fault(inside, say('folder.unreadable', { what: reason(error) }))
    return []
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // The system's own sentence names the path on this machine; its code says enough.
  return 'code' in error ? String(error.code) : error.message
}
