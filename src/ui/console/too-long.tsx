import { useConsole } from './context.ts'

/** What the server takes in one message. A field takes more, so that nothing pasted is cut off unseen. */
const longest = 4000

export const fits = (text: string): boolean => text.trim().length <= longest

/** Says by how much the words are too long, while they stand there whole. */
export function TooLong({ text }: { readonly text: string }) {
  const { say } = useConsole()
  if (fits(text)) return null
  return (
    <p class="aside-note" role="status" data-testid="too-long">
      {say('reply.too-long', { longest, over: text.trim().length - longest })}
    </p>
  )
}
