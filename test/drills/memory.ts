import { readFileSync } from 'node:fs'

/** Memory of a process that lies in RAM, in MB; by Linux's own account. */
export function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? Number.NaN) / 1024
}

/** The most it has grown since, looked at all the time. */
export function watchMemory(pid: number): () => number {
  const before = residentMb(pid)
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, residentMb(pid))
  }, 20)
  return () => {
    clearInterval(look)
    return Math.max(most, residentMb(pid)) - before
  }
}
