import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly shown: boolean
  readonly hide: () => void
  readonly title: string
  readonly children: ComponentChildren
}

/** The browser's own dialog: it keeps the focus, and Escape closes it. */
export function Dialog({ shown, hide, title, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (shown && !box.current?.open) box.current?.showModal()
    if (!shown && box.current?.open) box.current.close()
  }, [shown])
  return (
    <dialog ref={box} class="dialog" onClose={hide} aria-label={title}>
      {shown && (
        <>
          <h2>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  )
}
