import { readAddress } from '../../src/channels/botframework/address.ts'
import { readActivity } from '../../src/channels/botframework/read.ts'
import { activitiesOf } from '../../src/channels/botframework/shape.ts'
import { writeAct } from '../../src/core/acts.ts'
import type { Json } from '../../src/core/door.ts'
import type { Inbound } from '../../src/core/ports.ts'
import type { Line } from '../../src/core/transcript.ts'
import { wrongIn } from '../platforms/connector-checks.ts'

const bot = { id: '28:helpline' }

/** What somebody does in a talk, as an activity of Teams that the channel then reads. */
export function readInTeams(event: string, at: number, what: Inbound['what']): Inbound {
  const activity = {
    id: event,
    type: 'message',
    timestamp: new Date(at).toISOString(),
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:c1' },
    recipient: bot,
    conversation: { id: 'a:c1', conversationType: 'personal' },
    ...said(what),
  }
  const inbound = readActivity(activity, at)?.inbounds[0]
  if (!inbound) throw new Error(`Teams cannot tell us: ${what.type}.`)
  return inbound
}

function said(what: Inbound['what']): object {
  switch (what.type) {
    case 'personWrote':
      return { text: what.text, textFormat: 'plain' }
    case 'personChose':
      return { text: what.label ?? '', value: { act: writeAct(what.act), label: what.label } }
    case 'personCame':
      return { type: 'conversationUpdate', membersAdded: [bot] }
    case 'personLeft':
      return { type: 'installationUpdate', action: 'remove' }
    case 'personSent':
      return {
        attachments: [{ contentType: contentOf[what.media.kind] ?? 'application/x-other', contentUrl: 'https://x/1' }],
      }
  }
}

const contentOf: Readonly<Record<string, string>> = { voice: 'audio/ogg', picture: 'image/png' }

/** Throws when Teams could not show it. */
export function showInTeams(line: Line, address: string): void {
  const to = readAddress(address)
  if (!to) throw new Error('Nobody lives there.')
  for (const activity of activitiesOf(line, to)) {
    const wrong = wrongIn(activity as Json, to.conversation)
    if (wrong) throw new Error(`Teams cannot show line ${line.number}: ${wrong}.`)
  }
}
