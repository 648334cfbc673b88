import { useEffect, useState } from 'preact/hooks'
import type { Media } from '../../core/transcript.ts'
import { keep } from '../shared/file-drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { size, timeOf } from './amounts.ts'
import { useConsole } from './context.ts'
import { fetchFile, type GivenFile } from './file-wire.ts'
import { Refused } from './wire.ts'

interface Props {
  readonly media: Media
  /** Where it is fetched from. */
  readonly from: string
}

type State =
  | { readonly at: 'closed' | 'loading' }
  | { readonly at: 'open'; readonly file: GivenFile; readonly url: string }

/** What hangs on a line. Fetched only when somebody asks: a picture may be hard to look at, and every look is one too many. */
export function Attached({ media, from }: Props) {
  const { state: desk, say, name } = useConsole()
  const [state, setState] = useState<State>({ at: 'closed' })
  const [problem, setProblem] = useState<string | null>(null)
  const url = state.at === 'open' ? state.url : null
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  const facts = [
    name('media', media.kind),
    media.name,
    media.seconds === undefined ? null : timeOf(media.seconds),
    media.bytes === undefined ? null : size(media.bytes, desk.language),
  ]
  const open = async () => {
    setProblem(null)
    setState({ at: 'loading' })
    try {
      const file = await fetchFile(from)
      const there = URL.createObjectURL(file.blob)
      setState({ at: 'open', file, url: there })
      if (!file.shown) save(there, file.name)
    } catch (refused) {
      setState({ at: 'closed' })
      setProblem(refused instanceof Refused && refused.code.startsWith('file-') ? refused.code : 'connection')
    }
  }
  return (
    <div class="attached" data-testid="attached">
      <p class="small">
        {facts.filter(Boolean).map((fact, at) => (
          <bdi key={at}>{fact} </bdi>
        ))}
      </p>
      {state.at === 'open' && state.file.shown === 'picture' && (
        <img src={state.url} alt={media.name ?? name('media', 'picture')} data-testid="picture" />
      )}
      {state.at === 'open' && state.file.shown === 'sound' && (
        // biome-ignore lint/a11y/useMediaCaption: a person's own voice; nobody has written it down
        <audio src={state.url} controls autoplay data-testid="sound" />
      )}
      {media.file !== null && state.at !== 'open' && (
        <button
          type="button"
          class="button"
          data-testid="open-file"
          disabled={state.at === 'loading'}
          onClick={() => void open()}
        >
          {say(state.at === 'loading' ? 'loading' : `file.open-${known(media.kind)}`)}
        </button>
      )}
      {state.at === 'open' && (
        <a class="button plain" href={state.url} download={state.file.name} data-testid="save-file">
          <Sign path={keep} />
          {say('file.save')}
        </a>
      )}
      {problem && (
        <p class="small problem" role="alert" data-testid="file-problem">
          {say(`problem.${problem}`)}
        </p>
      )}
    </div>
  )
}

const known = (kind: Media['kind']): 'picture' | 'voice' | 'file' =>
  kind === 'picture' || kind === 'voice' ? kind : 'file'

function save(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
