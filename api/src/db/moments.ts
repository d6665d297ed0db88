import { runNamed, type Database } from './client.js'

/**
 * The moment at which a statement sees the database: which transactions have ended for it. Two equal moments see the
 * same rows, whoever wrote them and by whatever way.
 */
const READ_MOMENT = { name: 'read-moment', text: 'select pg_current_snapshot()::text "moment"' }

/**
 * A function that tells the present moment. Whoever asks while an answer is under way gets the next one, together with
 * all others that ask: none is told a moment before its question, and many cost one statement.
 */
export function createMomentReader(db: Database): () => Promise<string> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<string> | undefined

  async function read(): Promise<string> {
    next = undefined
    const [row] = await runNamed<{ moment: string }>(db, READ_MOMENT, [])
    return row?.moment ?? ''
  }

  return () => {
    if (next) return next
    const asked = underWay.then(read)
    underWay = asked.catch(() => undefined)
    return (next = asked)
  }
}
