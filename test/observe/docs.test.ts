import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createGauges } from '../../src/web/gauges.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { quiet } from './quiet.ts'

const docs = join(import.meta.dirname, '../../docs')
const read = (name: string): string => readFileSync(join(docs, name), 'utf8')

const { registry } = createMetrics({ channels: [], languages: [], operations: ['load'] })
createGauges(registry, quiet)
/** Every name a scrape may show. `up` is Prometheus's own. */
const names = new Set(
  registry
    .getMetricsAsArray()
    .flatMap(({ name }) => [name, ...(name.endsWith('_seconds') ? [`${name}_bucket`] : [])])
    .concat('up'),
)

/** What an expression names, without the words of the language it is written in. */
const named = (expression: string): readonly string[] =>
  expression.match(/\b(?:tilts|process|nodejs)_\w+|\bup\b/g) ?? []

const board = z.object({
  title: z.string(),
  templating: z.object({ list: z.array(z.object({ type: z.literal('datasource') })).min(1) }),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
})
const rule = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.object({ severity: z.enum(['page', 'warn']) }),
  annotations: z.object({ summary: z.string() }),
})
const { groups } = z
  .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule) })) })
  .parse(parse(read('observe/alerts.yaml')))
const alarms = groups.flatMap(({ rules }) => rules)

describe('the dashboard', () => {
  const { panels } = board.parse(JSON.parse(read('observe/dashboard.json')))

  it('shows figures that exist, each panel with a number and a place of its own', () => {
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    expect(expressions.length).toBeGreaterThan(20)
    for (const expr of expressions) expect(named(expr), expr).not.toEqual([])
    expect(expressions.flatMap(named).filter((name) => !names.has(name))).toEqual([])
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length)
  })

  it('shows every figure of ours', () => {
    const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => named(expr))))
    const bare = (name: string): string => name.replace(/_bucket$/, '')
    const ours = [...names].filter((name) => name.startsWith('tilts_')).map(bare)
    expect(ours.filter((name) => !shown.has(name) && !shown.has(`${name}_bucket`))).toEqual([])
  })
})

describe('the alarms', () => {
  it('watch figures that exist, and each has a name of its own', () => {
    expect(alarms.length).toBeGreaterThan(8)
    expect(new Set(alarms.map(({ alert }) => alert)).size).toBe(alarms.length)
    for (const { expr } of alarms) expect(named(expr), expr).not.toEqual([])
    expect(alarms.flatMap(({ expr }) => named(expr)).filter((name) => !names.has(name))).toEqual([])
  })

  it('name only what a label may be: an event nobody counts would never ring', async () => {
    const text = await registry.metrics()
    for (const { expr } of alarms)
      for (const [, label] of expr.matchAll(/\b(?:event|result)="(\w+)"/g)) expect(text).toContain(`="${label}"`)
  })

  it.each(alarms.map(({ alert }) => alert))(
    '%s is explained in the runbook: what it means for people, and what to do',
    (alert) => {
      const [, section = ''] = read('runbook.md').split(`### ${alert}\n`)
      const [text = ''] = section.split(/^#/m)
      expect(text).toMatch(/\*For people:\*[^*]{20,}/)
      expect(text).toMatch(/\*Do:\*[^*]{20,}/)
    },
  )

  it('the runbook explains no alarm that does not exist', () => {
    const explained = [...read('runbook.md').matchAll(/^### (\w+)$/gm)].map(([, name]) => name)
    expect(explained.filter((name) => !alarms.some(({ alert }) => alert === name))).toEqual([])
  })
})
