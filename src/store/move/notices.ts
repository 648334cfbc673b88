import { record } from '../../core/door.ts'

/**
 * What a move writes on a store beside its content, so that nobody takes a half-filled store for a whole one, or goes on
 * with one that was left:
 *
 *   half-moved   on the target, from the first row until everything was read back and compared
 *   moved-to     on the source, once the target is whole
 */
export const noticeNames = ['half-moved', 'moved-to'] as const
export type NoticeName = (typeof noticeNames)[number]

export interface Notice {
  /** The other side, without any password. */
  readonly other: string
  /** When, for a reader. */
  readonly at: string
}

export const writeNotice = (other: string, at: number): string =>
  JSON.stringify({ other, at: `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` })

export function readNotice(text: string): Notice {
  const { other, at } = record(JSON.parse(text)) ?? {}
  return { other: String(other), at: String(at) }
}

export type Notices = Readonly<Partial<Record<NoticeName, Notice>>>

/** Throws a sentence when nobody may work here. `where`: as the command calls this store. */
export function refuseNotices(notices: Notices, where: string): void {
  const half = notices['half-moved']
  if (half)
    throw new Error(
      `${where} is only half filled: the move from ${half.other}, begun ${half.at}, has not come to its end. Nothing is lost, ${half.other} holds everything. Run the move again with --start-over, or go on with ${half.other}.`,
    )
  const moved = notices['moved-to']
  if (moved)
    throw new Error(
      `The helpline in ${where} was moved to ${moved.other} on ${moved.at}: whoever started it here would answer from the past. Start with the other one (DATA_DIR, REDIS_URL). If this one is to be used all the same: npm run store -- reopen ${where}`,
    )
}
