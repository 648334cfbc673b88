import { useConsole } from './context.ts'
import type { Case } from './wire.ts'

/** Somebody offers me their case. Until I say yes it stays theirs. */
export function OfferBar({ one }: { readonly one: Case }) {
  const { state, desk, say } = useConsole()
  if (!one.offeredTo || one.offeredTo.id !== state.me?.id) return null
  return (
    <div class="taken" data-testid="offer">
      <p class="grow">
        {say('offer.what', { name: one.by?.name ?? '' })}
        {one.offerNote && (
          <>
            {' '}
            <q dir="auto">{one.offerNote}</q>
          </>
        )}
      </p>
      <button type="button" class="button main" data-testid="offer-accept" onClick={() => desk.act('accept')}>
        {say('offer.accept')}
      </button>
      <button type="button" class="button" data-testid="offer-decline" onClick={() => desk.act('decline')}>
        {say('offer.decline')}
      </button>
    </div>
  )
}
