import type { DeliveryState } from '../../core/transcript.ts'
import { failed, waiting } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { done } from './drawings.ts'

const deliverySigns = { waiting, sent: done, shelved: done, unconfirmed: waiting, failed }

/** How far the line came on its way to the person: a word and a sign. */
export function Delivery({ state }: { readonly state: DeliveryState }) {
  const { say, name } = useConsole()
  const twice = state.at === 'sent' && state.twice === true
  return (
    <span class={`delivery ${twice ? 'unconfirmed' : state.at}`} data-testid="delivery" data-state={state.at}>
      <Sign path={deliverySigns[state.at]} />
      {say(twice ? 'delivery.twice' : `delivery.${state.at}`)}
      {state.at === 'failed' && `: ${name('delivery.failed', state.why)}`}
    </span>
  )
}
