import { Gauge, type Registry } from 'prom-client'
import type { CaseView } from '../core/case-view.ts'
import type { Counted } from '../core/ports.ts'

/** What is looked up when somebody asks, and at no other time. */
export interface Readings {
  readonly now: () => number
  readonly census: () => Promise<Counted>
  readonly openCases: () => Promise<readonly CaseView[]>
  readonly desks: readonly string[]
  /** Somebody is there by the opening hours. */
  readonly isOpen: () => boolean
  /** Members whose console is open and who take cases. */
  readonly present: () => number
  readonly streams: () => Readonly<Record<'person' | 'console', number>>
  readonly filesMaxBytes: number
  /** Of the disk on which the data lies, in bytes. */
  readonly disk: () => Promise<{ readonly free: number; readonly size: number }>
}

const urgencies = ['danger', 'urgent', 'normal'] as const

/** Registers the gauges; gives what reads them all anew. */
export function createGauges(registry: Registry, readings: Readings): () => Promise<void> {
  const desks = [...readings.desks, 'other']
  const deskOf = (c: CaseView): string => (readings.desks.includes(c.desk) ? c.desk : 'other')
  const waiting = gauge('cases_waiting', 'Cases nobody has taken.', ['desk', 'urgency'])
  const oldest = gauge('cases_waiting_oldest_seconds', 'Age of the oldest case that waits.', ['urgency'])
  const claimed = gauge('cases_claimed', 'Cases in somebody’s hands.', ['desk'])
  const isOpen = gauge('open', '1 in opening hours.')
  const present = gauge('consultants_present', 'Members who take cases and whose console is open.')
  const streams = gauge('streams', 'Live streams that are open.', ['kind'])
  const lines = gauge('outbox_lines', 'Lines that wait for their persons.')
  const outboxAge = gauge('outbox_oldest_seconds', 'How long the oldest of them has waited.')
  const late = gauge('due_late', 'Due times that have passed.')
  const lateAge = gauge('due_late_oldest_seconds', 'How long ago the earliest of them was.')
  const files = gauge('files', 'Files kept.')
  const fileBytes = gauge('files_bytes', 'Bytes of the files kept.')
  const fileRoom = gauge('files_limit_bytes', 'Room for files: FILES_MAX_MB.')
  const diskFree = gauge('disk_free_bytes', 'Room left where the data lies.')
  const diskSize = gauge('disk_size_bytes', 'All of it.')

  return async () => {
    const now = readings.now()
    const [counted, open, disk] = await Promise.all([readings.census(), readings.openCases(), readings.disk()])
    const age = (since: number | null): number => (since === null ? 0 : Math.max(0, now - since) / 1000)
    // A case that was put off waits for its time, and for nobody.
    const queued = open.filter((c) => c.state === 'queued' && c.sleepsUntil === null)
    for (const urgency of urgencies) {
      const these = queued.filter((c) => c.urgency === urgency)
      for (const desk of desks) waiting.set({ desk, urgency }, these.filter((c) => deskOf(c) === desk).length)
      oldest.set({ urgency }, age(these.length > 0 ? Math.min(...these.map((c) => c.openedAt)) : null))
    }
    const taken = open.filter((c) => c.state === 'claimed')
    for (const desk of desks) claimed.set({ desk }, taken.filter((c) => deskOf(c) === desk).length)
    isOpen.set(readings.isOpen() ? 1 : 0)
    present.set(readings.present())
    for (const [kind, count] of Object.entries(readings.streams())) streams.set({ kind }, count)
    lines.set(counted.outbox.lines)
    outboxAge.set(age(counted.outbox.since))
    late.set(counted.late.count)
    lateAge.set(age(counted.late.since))
    files.set(counted.files.count)
    fileBytes.set(counted.files.bytes)
    fileRoom.set(readings.filesMaxBytes)
    diskFree.set(disk.free)
    diskSize.set(disk.size)
  }

  function gauge(name: string, help: string, labelNames: readonly string[] = []): Gauge<string> {
    return new Gauge({ name: `tilts_${name}`, help, labelNames: [...labelNames], registers: [registry] })
  }
}
