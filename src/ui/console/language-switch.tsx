import { useConsole } from './context.ts'

const languages = [
  ['lv', 'Latviešu', 'LV'],
  ['ru', 'Русский', 'RU'],
  ['en', 'English', 'EN'],
] as const

/** The console's own language; names in their own script, no flags. */
export function LanguageSwitch() {
  const { state, desk, say } = useConsole()
  return (
    <fieldset class="languages">
      <legend class="unseen">{say('console.language')}</legend>
      {languages.map(([tag, own, short]) => (
        <button
          key={tag}
          type="button"
          class="button plain"
          lang={tag}
          title={own}
          aria-pressed={state.language === tag}
          data-testid={`language-${tag}`}
          onClick={() => void desk.speak(tag)}
        >
          <span aria-hidden="true">{short}</span>
          <span class="unseen">{own}</span>
        </button>
      ))}
    </fieldset>
  )
}
