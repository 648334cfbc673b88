import type { Conversation } from '../conversation.ts'
import type { Topic } from '../knowledge.ts'

/** Specialists are answered everything; whoever needs help themselves is spared what is written for specialists. */
export const isFor = ({ audience }: Conversation, topic: Topic | undefined): boolean =>
  audience === 'specialist' || topic?.audience !== 'specialist'
