import type { Profile, Profiles } from '../channels/telegram/profile.ts'
import type { Locales } from '../texts/locales.ts'

const commandNames = ['start', 'language', 'human', 'offices', 'privacy', 'mydata', 'hide', 'delete', 'help']

/**
 * Telegram takes two-letter codes alone. So Dari, and Kurdish in both its scripts, have none: `ku` would be one text for
 * all who say "Kurdish" on their phone, and whoever reads one script often cannot read the other. They are shown the
 * English profile, and the picker in their own language at the first tap.
 */
const code = /^[a-z]{2}$/

/** How the bot presents itself on Telegram: in English to everybody, and in each language that has its own words for it. */
export function botProfiles(person: Locales): Profiles {
  const tags = [...person.status.keys()].filter(
    (tag) => tag !== 'en' && code.test(tag) && person.has(tag, 'bot.description'),
  )
  // The languages of the country first, should the others have to wait for the next start.
  const ours = tags.filter((tag) => person.status.get(tag) !== 'needs-review')
  const all = new Set(['en', ...ours, ...tags])
  return new Map([...all].map((tag) => [tag === 'en' ? '' : tag, profileIn(tag, person)]))
}

/** A draft stands together with the English line where there is room; a command's name is English anyway. */
function profileIn(tag: string, { i18n, status }: Locales): Profile {
  const say = (key: string, lng = tag): string => i18n.t(key, { lng })
  const own = say('bot.description')
  const isDraft = status.get(tag) === 'needs-review'
  return {
    commands: commandNames.map((command) => ({ command, description: say(`command.${command}`) })),
    description: isDraft ? `${own}\n\n${say('bot.description', 'en')}` : own,
    short: say('bot.short'),
  }
}
