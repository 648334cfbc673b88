import { useEffect, useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Form, Problem, textOf } from './field.tsx'
import { Page } from './page.tsx'
import { ReportTable } from './report-table.tsx'
import { addressOf, type Period, type Report, reportIn } from './report-wire.ts'

/** What was done in a period, for coordinators: to look at, to print, for a spreadsheet. */
export function ReportPage() {
  const { state, say } = useConsole()
  const { problem, busy, run } = useDeed()
  /** Null: the server's usual one. */
  const [period, setPeriod] = useState<Period | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  useEffect(() => {
    let wanted = true
    run(async () => {
      const found = await reportIn(period, state.language)
      // A slow answer to an earlier question must not replace the one to the last.
      if (wanted) setReport(found)
    })
    return () => {
      wanted = false
    }
  }, [period, state.language])
  return (
    <Page title={say('report.title')}>
      {!report && <Problem words={problem ?? say('loading')} />}
      {report && (
        <>
          <Days report={report} choose={setPeriod} />
          {problem && <Problem words={problem} />}
          <div role="status" aria-busy={busy} data-testid="report-about">
            {report.about.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {report.empty && <p class="empty">{report.empty}</p>}
          </div>
          {!report.empty && (
            <div class="row">
              <a class="button" href={addressOf(report, 'csv')} download data-testid="report-csv">
                {say('report.csv')}
              </a>
              <a
                class="button"
                href={addressOf(report, 'html')}
                target="_blank"
                rel="noopener"
                data-testid="report-print"
              >
                {say('report.print')}
              </a>
            </div>
          )}
          {report.tables.map((table) => (
            <ReportTable key={table.id} {...table} />
          ))}
          {report.notes.map((note) => (
            <p key={note} class="small quiet">
              {note}
            </p>
          ))}
        </>
      )}
    </Page>
  )
}

function Days({ report, choose }: { readonly report: Report; readonly choose: (period: Period) => void }) {
  const { say } = useConsole()
  const { from, to } = report.period
  return (
    <div class="sheet stack">
      <fieldset class="row periods">
        <legend class="unseen">{say('report.days')}</legend>
        {Object.entries(report.presets).map(([name, preset]) => (
          <button
            key={name}
            type="button"
            class="button"
            aria-pressed={preset.from === from && preset.to === to}
            data-testid={name}
            onClick={() => choose(preset)}
          >
            {say(`report.${name}`)}
          </button>
        ))}
      </fieldset>
      <Form
        key={`${from} ${to}`}
        class="row periods"
        submit={(fields) => choose({ from: textOf(fields, 'first'), to: textOf(fields, 'last') })}
      >
        <label>
          {say('report.first')}
          <input class="field" type="date" name="first" required defaultValue={from} data-testid="report-first" />
        </label>
        <label>
          {say('report.last')}
          <input class="field" type="date" name="last" required defaultValue={to} data-testid="report-last" />
        </label>
        <button type="submit" class="button main" data-testid="report-show">
          {say('report.show')}
        </button>
      </Form>
    </div>
  )
}
