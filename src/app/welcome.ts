import { styleText } from 'node:util'
import type { Config } from '../config.ts'
import type { Knowledge } from '../core/knowledge.ts'

/** What a newcomer sees after `npm start`: what is on, what is off and how to turn it on, and where to go. */
export function welcome(about: {
  readonly config: Config
  readonly knowledge: Knowledge
  readonly port: number
  readonly ms: number
  readonly logins: readonly { readonly login: string; readonly password: string; readonly role: string }[]
}): string {
  const { config, knowledge, port, logins } = about
  const languages = [...knowledge.languages.values()]
  const answers = languages.filter((l) => l.served === 'answers').length
  const interpreted = languages.filter((l) => l.served === 'interpreter').length
  const live = [...knowledge.topics.values()].filter((t) => t.status === 'live').length
  const link = (path: string): string => styleText('cyan', `${config.publicUrl ?? `http://localhost:${port}`}${path}`)
  const rows = [
    `  ${styleText('bold', 'Tilts')}${config.demo ? '   demo mode: nothing leaves this computer' : ''}`,
    `  ✓ Knowledge   ${live} topics, revision ${knowledge.revision}   (check it: npm run check:knowledge)`,
    `  ✓ Languages   ${answers} with answers, ${interpreted} with an interpreter`,
    config.telegram
      ? `  ✓ Telegram    ${config.telegram.mode}`
      : '  ○ Telegram    off   (set TELEGRAM_BOT_TOKEN to turn it on)',
    config.botFramework
      ? '  ✓ Teams       Bot Framework, at /api/messages'
      : '  ○ Teams       off   (set MICROSOFT_APP_ID to turn it on)',
    `  ✓ Store       ${config.dataDir}/helpline.db`,
    `  → Chat        ${link('/')}   ask as a person`,
    `  → Console     ${link('/console')}   answer as a consultant`,
    ...logins.map(({ login, password, role }) => `                ${login} / ${password}   (${role}, demo only)`),
    ...(config.demo ? [] : ['                add people: npm run staff -- --help']),
    `  ${process.stdin.isTTY ? 'Press q to stop.' : 'Stop with Ctrl+C or SIGTERM.'}   Ready in ${(about.ms / 1000).toFixed(1)} s.`,
  ]
  return `\n${rows.join('\n')}\n\n`
}
