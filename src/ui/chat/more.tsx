import { Component, render } from 'preact'
import { failed, send as sendSign } from '../shared/drawings.ts'
import { clip, microphone, pin } from '../shared/file-drawings.ts'
import { type Recording, record } from '../shared/recording.ts'
import { Sign } from '../shared/sign.tsx'
import type { Say } from '../shared/strings.ts'
import { sendFile, sendPlace } from './more-wire.ts'
import type { More } from './talk.ts'

const mostBytes = 20 * 1024 * 1024

/** Opens and closes, above the field, what is there besides writing: files, one's voice, one's place. */
export function toggle(tray: HTMLElement, say: Say, talk: More): void {
  const open = tray.childElementCount > 0
  render(open ? null : <Tray say={say} talk={talk} close={() => render(null, tray)} />, tray)
}

interface Props {
  readonly say: Say
  readonly talk: More
  readonly close: () => void
}

interface Held {
  readonly file: File | null
  readonly recording: Recording | null
  readonly state: 'choosing' | 'sending' | 'failed'
  /** The key of what did not work. */
  readonly problem: string | null
}

/** What is chosen is looked at once more before it goes: a wrong picture cannot be taken back. */
class Tray extends Component<Props, Held> {
  override state: Held = { file: null, recording: null, state: 'choosing', problem: null }
  private input: HTMLInputElement | null = null
  private id = ''
  private url = ''

  override componentDidMount() {
    this.props.talk.ended.addEventListener('abort', this.letGo)
  }

  override componentWillUnmount() {
    this.props.talk.ended.removeEventListener('abort', this.letGo)
    this.letGo()
  }

  private letGo = () => {
    this.state.recording?.cancel()
    if (this.url) URL.revokeObjectURL(this.url)
    this.url = ''
  }

  private take = (file: File | null | undefined) => {
    if (!file) return
    const wrong = file.size === 0 || file.size > mostBytes
    this.id = crypto.randomUUID?.() ?? String(Math.random())
    if (!wrong) this.url = URL.createObjectURL(file)
    this.setState({ file: wrong ? null : file, recording: null, problem: wrong ? 'more.too-large' : null })
  }

  private refuse = () => this.setState({ recording: null, state: 'choosing', problem: 'more.refused' })

  private listen = () => {
    record(this.take).then((recording) => this.setState({ recording, problem: null }), this.refuse)
  }

  private place = () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      sendPlace(this.props.talk, coords).then(this.props.close, this.refuse)
    }, this.refuse)
  }

  private go = () => {
    const { file } = this.state
    if (!file) return
    this.setState({ state: 'sending' })
    // The same id again is the same message: trying twice says it once.
    sendFile(this.props.talk, this.id, file).then(this.props.close, () => this.setState({ state: 'failed' }))
  }

  render({ say, close }: Props, { file, recording, state, problem }: Held) {
    const button = (name: string, path: string, label: string, press: () => void) => (
      <button type="button" class="button" data-testid={name} disabled={state === 'sending'} onClick={press}>
        <Sign path={path} />
        {label}
      </button>
    )
    if (file)
      return (
        <fieldset data-testid="chosen">
          <p>
            <bdi>{file.name}</bdi>
          </p>
          {/^image\/(jpeg|png|webp|gif)/.test(file.type) && <img src={this.url} alt={file.name} />}
          {/* biome-ignore lint/a11y/useMediaCaption: one's own voice, heard before it goes */}
          {file.type.startsWith('audio/') && <audio src={this.url} controls />}
          {state !== 'choosing' && <p role="status">{say(`send.${state}`)}</p>}
          {button('send-file', sendSign, say(state === 'failed' ? 'send.retry' : 'composer.send'), this.go)}
          {button('remove-file', failed, say('more.remove'), close)}
        </fieldset>
      )
    return (
      <fieldset data-testid="tray">
        <input
          type="file"
          hidden
          data-testid="file"
          ref={(it) => {
            this.input = it
          }}
          onChange={(event) => this.take(event.currentTarget.files?.[0])}
        />
        {button('choose-file', clip, say('more.file'), () => this.input?.click())}
        {recording
          ? button('stop', failed, say('more.stop'), recording.end)
          : button('voice', microphone, say('more.voice'), this.listen)}
        {button('place', pin, say('more.place'), this.place)}
        {problem && <p role="alert">{say(problem)}</p>}
      </fieldset>
    )
  }
}
