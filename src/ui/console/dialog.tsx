import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  readonly shown: boolean
  readonly hide: () => void
  readonly title: string
  readonly children: ComponentChildren
}

/** The browser's own dialog: it keeps the focus, and Escape closes it. */
export function Dialog({ shown, hide, title, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  // At once: whatever opens next must find this one closed.
  useLayoutEffect(() => {
    if (shown && !box.current?.open) box.current?.showModal()
    if (!shown && box.current?.open) box.current.close()
  }, [shown])
  return (
    <dialog
      ref={box}
      class="dialog"
      onCancel={(event) => {
        // Escape: closed by the state like everything else, so that the two never disagree.
        event.preventDefault()
        hide()
      }}
      // May come late: when this one has been opened again already, or another one instead, which must stay.
      onClose={() => shown && !box.current?.open && hide()}
      aria-label={title}
    >
      {shown && (
        <>
          <h2>{title}</h2>
          {children}
        </>
      )}
    </dialog>
  )
}
