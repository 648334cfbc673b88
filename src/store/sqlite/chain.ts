/**
 * The lines of a conversation (?1) after a number (?2), newest first, as the start of a statement: each row of `chain` has
 * the `at` of a line. A place that was freed may hold a line of another talk: there a chain ends, too.
 */
export const withChain = `WITH RECURSIVE chain (at, number, before) AS (
  SELECT lines.no, lines.number, lines.before FROM conversations JOIN lines ON lines.no = conversations.last
    WHERE conversations.no = ?1 AND lines.conversation = ?1 AND lines.number > ?2
  UNION ALL
  SELECT lines.no, lines.number, lines.before FROM chain JOIN lines ON lines.no = chain.before
    WHERE lines.conversation = ?1 AND lines.number > ?2 AND lines.number < chain.number
)`
