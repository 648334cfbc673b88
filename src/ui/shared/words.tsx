import { pieces } from './pieces.ts'

interface Props {
  readonly text: string
  readonly lang: string | null
  /** Written by our own side: the bot. */
  readonly ours?: boolean
}

/** Somebody's words. Direction is found line by line: an English line in a Persian talk keeps its "?" at its right end. */
export function Words({ text, lang, ours = false }: Props) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <p key={at} class="words" dir={directionOf(line, lang, ours)} lang={languageOf(line, lang, ours) ?? undefined}>
          {pieces(line, ours).map((piece) => {
            switch (piece.kind) {
              case 'text':
                return piece.text
              case 'phone':
                return (
                  <a class="phone" href={piece.href}>
                    <bdi dir="ltr">{piece.text}</bdi>
                  </a>
                )
              case 'link':
                return (
                  <a href={piece.href} rel="noreferrer noopener" target="_blank">
                    <bdi dir="ltr">{piece.text}</bdi>
                  </a>
                )
              default:
                return (
                  <bdi class="turn" dir="ltr">
                    {piece.code}
                  </bdi>
                )
            }
          })}
        </p>
      ))}
    </>
  )
}

const rightToLeft = /[\u0590-\u08FF]/

/** A sentence of ours may begin with a name in Latin letters ("Farid ..."): it still runs as its language does. */
const directionOf = (line: string, lang: string | null, ours: boolean): 'rtl' | 'auto' =>
  ours && lang !== null && rightToLeft.test(line) && scriptOf(lang) !== 'Latn' ? 'rtl' : 'auto'

const scriptOf = (lang: string): string => new Intl.Locale(lang).maximize().script ?? 'Latn'

const latinOnly = /^(?=.*\p{Script=Latin})[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u

/** Under words of the bot that nobody has approved yet stands English: it is to be read aloud, and set, as English. */
function languageOf(line: string, lang: string | null, ours: boolean): string | null {
  if (!lang || !ours || !latinOnly.test(line)) return lang
  return scriptOf(lang) === 'Latn' ? lang : 'en'
}
