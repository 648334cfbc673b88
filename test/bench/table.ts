/** µs of CPU a message, one figure a round, by `NAME STORE`. */
export type Costs = Map<string, number[]>

/** What was measured, beside what it is held against. */
export function tableOf(costs: Costs, redisCosts: Costs, understanding: number): string {
  const base = median(costs.get('express sqlite'))
  const at = (key: string): number => median(costs.get(key)) / base
  const own = (key: string): string => shown(median(redisCosts.get(`${key} redis`)) / base)
  const both = (what: string, name: string, goal = ''): string =>
    row(what, shown(at(`${name} sqlite`)), shown(at(`${name} redis`)), own(name), goal)
  const once = (what: string, name: string): string => row(what, shown(at(`${name} sqlite`)), '', '', '')
  const times = (of: string, to: string): string =>
    ['sqlite', 'redis'].map((store) => shown(at(`${of} ${store}`) / at(`${to} ${store}`))).join(' and ')
  return [
    row('', 'SQLite', 'Redis', 'Redis itself', 'goal'),
    '|---|--:|--:|--:|---|',
    row(`bare Express 5 JSON POST (${base.toFixed(0)} µs)`, '1.00', '', '', ''),
    both('the same, and one durable write', 'durable'),
    both(
      'our webhook: request, durable commit, 200',
      'webhook',
      `at most 1.5 of the row above: ${times('webhook', 'durable')}`,
    ),
    both('our whole answered message, Telegram', 'answer', `below the telegraf echo: ${over('answer', 'telegraf')}`),
    both('the same, without understanding', 'given', 'at most 3.0'),
    once('bare telegraf echo', 'telegraf'),
    both(
      'our whole answered message, Bot Framework',
      'botframework',
      `below the botbuilder echo: ${over('botframework', 'botbuilder')}`,
    ),
    once('bare botbuilder echo', 'botbuilder'),
    both('our whole answered message, web chat (post, then fetch)', 'webchat'),
    row('understanding alone, nothing beside it', shown(understanding / base), '', '', ''),
  ].join('\n')

  /** Ours on SQLite against an echo that keeps nothing. */
  function over(of: string, to: string): string {
    return shown(at(`${of} sqlite`) / at(`${to} sqlite`))
  }
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const shown = (ratio: number): string => (Number.isFinite(ratio) ? ratio.toFixed(2) : '')

function median(values: readonly number[] = []): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
