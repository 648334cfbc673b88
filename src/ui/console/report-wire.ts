import { send } from './wire.ts'

/** Local days as `2026-03-31`, the last one included. */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface Table {
  readonly id: string
  readonly caption: string
  readonly columns: readonly { readonly name: string; readonly number: boolean }[]
  readonly rows: readonly { readonly kind: string; readonly cells: readonly (string | number)[] }[]
  readonly notes: readonly string[]
}

/** In words already: the page only draws it. */
export interface Report {
  readonly language: string
  readonly period: Period
  readonly about: readonly string[]
  readonly empty: string | null
  readonly tables: readonly Table[]
  readonly notes: readonly string[]
  readonly presets: Readonly<Record<string, Period>>
}

/** Without a period: the server's usual one. */
export const reportIn = (period: Period | null, lang: string): Promise<Report> =>
  send<Report>('GET', `/api/report?${new URLSearchParams({ ...period, lang })}`)

/** The same report in another form. */
export const addressOf = ({ period, language }: Report, format: 'csv' | 'html'): string =>
  `/api/report?${new URLSearchParams({ ...period, lang: language, format })}`
