import { Router } from 'express'
import type { StaffMember } from '../core/staff.ts'
import { member } from './admitted.ts'
import { HttpError } from './body.ts'

type Format = 'json' | 'csv' | 'html'

export interface ReportRoutesParts {
  /** Days as `2026-03-31`; null = not said. */
  readonly make: (wanted: {
    readonly from: string | null
    readonly to: string | null
    readonly language: string | null
    readonly format: Format
  }) => Promise<
    | { readonly at: 'made'; readonly text: string; readonly name: string }
    | { readonly at: 'refused'; readonly why: 'first' | 'last' | 'order' }
  >
  /** Of the printable page, for its content policy. */
  readonly styleHash: string
  readonly maySeeReports: (member: StaffMember) => boolean
}

const types: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  html: 'text/html; charset=utf-8',
}

const sentences = {
  first: '`from` must be a day, such as 2026-01-01.',
  last: '`to` must be a day, such as 2026-03-31.',
  order: '`from` must not come after `to`.',
} as const

/** The funder's report, for coordinators. */
export function reportRoutes({ make, styleHash, maySeeReports }: ReportRoutesParts): Router {
  const router = Router()
  router.get('/report', async (request, response) => {
    if (!maySeeReports(member(request))) throw new HttpError(403, 'not-allowed', 'Only coordinators may do this.')
    const { from, to, lang, format: asked } = request.query
    const format = formatOf(said(asked) ?? 'json')
    const made = await make({ from: said(from), to: said(to), language: said(lang), format })
    if (made.at === 'refused') throw new HttpError(400, `report-${made.why}`, sentences[made.why])
    response.set('cache-control', 'no-store').type(types[format])
    if (format === 'csv') response.attachment(`${made.name}.csv`).type(types.csv)
    // The page carries its own style, and nothing else may come in with it.
    if (format === 'html')
      response.set(
        'content-security-policy',
        `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
    response.send(made.text)
  })
  return router
}

const said = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value.slice(0, 20) : null)

function formatOf(text: string): Format {
  if (text === 'json' || text === 'csv' || text === 'html') return text
  throw new HttpError(400, 'format', '`format` must be `json`, `csv` or `html`.')
}
