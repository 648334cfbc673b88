import { Component } from 'preact'
import type { Say } from '../shared/strings.ts'
import { Bubble, UnsentBubble } from './bubble.tsx'
import { Choices } from './choices.tsx'
import type { ChatLine } from './line.ts'
import { shown, type Unsent } from './outbox.ts'
import type { Talk } from './talk.ts'

interface Props {
  readonly say: Say
  readonly english: Say | null
  readonly tag: string
  readonly lines: readonly ChatLine[]
  readonly unsent: readonly Unsent[]
  readonly talk: Talk
  readonly ready: boolean
  readonly typing: boolean
}

const nearEnd = 120

/** The talk. Stays at its end while the person reads there; does not pull them away from older lines. */
export class Log extends Component<Props, { readonly atEnd: boolean }> {
  override state = { atEnd: true }
  private box: HTMLElement | null = null
  private size = ''
  // The keyboard of a phone takes half of the window: the newest line stays in sight.
  private watcher = new ResizeObserver(() => this.state.atEnd && this.toEnd())

  private toEnd = () => this.box?.scrollTo(0, this.box.scrollHeight)

  private measure = () => {
    const { box } = this
    if (!box) return
    const size = `${box.clientWidth} ${box.clientHeight}`
    const resized = size !== this.size
    this.size = size
    // A turned phone moves the lines; the person has not gone anywhere.
    if (resized && this.state.atEnd) this.toEnd()
    else this.setState({ atEnd: box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd })
  }

  override componentDidMount() {
    if (this.box) this.watcher.observe(this.box)
    this.toEnd()
  }

  override componentDidUpdate(before: Props) {
    const own = this.props.unsent.length > before.unsent.length
    if (own || (this.state.atEnd && this.props.lines !== before.lines)) this.toEnd()
  }

  override componentWillUnmount() {
    this.watcher.disconnect()
  }

  render({ say, english, tag, lines, unsent, talk, ready, typing }: Props) {
    const newest = lines.findLast((line) => line.buttons.length > 0 || line.speaker === 'consultant')
    return (
      <div
        class="log"
        ref={(it) => {
          this.box = it
        }}
        onScroll={this.measure}
        role="log"
        aria-live="polite"
        aria-busy={!ready}
        aria-label={say('log.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <ol class="entries">
          {shown(lines, unsent).map((one) =>
            one.kind === 'line' ? (
              <Bubble key={one.line.clientId ?? one.line.id} say={say} tag={tag} line={one.line}>
                {one.line.buttons.length > 0 && (
                  <Choices say={say} choices={one.line.buttons} newest={one.line === newest} press={talk.press} />
                )}
              </Bubble>
            ) : (
              <UnsentBubble key={one.unsent.id} say={say} english={english} unsent={one.unsent} retry={talk.retry} />
            ),
          )}
          {typing && (
            <li class="entry" aria-hidden="true">
              <p class="bubble typing" data-testid="typing">
                …
              </p>
            </li>
          )}
        </ol>
        {lines.length === 0 && <p class="loading">{say('loading')}</p>}
        {!this.state.atEnd && (
          <button type="button" class="button below" onClick={this.toEnd}>
            ↓ {say('new.below')}
          </button>
        )}
      </div>
    )
  }
}
