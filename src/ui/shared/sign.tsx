interface Props {
  /** One of `drawings.ts`. */
  readonly path: string
  /** It points somewhere: turns with the direction of the page. */
  readonly turns?: boolean
}

/**
 * Signs are drawn, not typed: a phone without the right font would show an empty box. Silent for screen readers: the
 * word beside it speaks.
 */
export function Sign({ path, turns = false }: Props) {
  return (
    <svg class={turns ? 'sign turns' : 'sign'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}
