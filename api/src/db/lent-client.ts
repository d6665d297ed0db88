import type pg from 'pg'
import { StatementBatch, type Statement, type StatementResult } from './statement-batch.js'

export interface LentClient {
  /** What a transaction asks it within one turn of the event loop goes to PostgreSQL as one batch. */
  client: pg.PoolClient
  ask: (statement: Statement) => Promise<StatementResult>
  /** From here on `client` refuses; `ask` does not. */
  takeBack: () => void
}

/**
 * A connection of which a transaction has the use until it is taken back.
 *
 * Of branches that run side by side one may fail while another waits for something: what that sends later would stand
 * for itself, after the rollback, or in the transaction of whoever has the connection by then.
 */
export function lend(client: pg.PoolClient): LentClient {
  let isOver = false
  let gathering: StatementBatch | undefined

  function ask(statement: Statement): Promise<StatementResult> {
    const batch = (gathering ??= gather())
    return batch.add(statement)
  }
  function gather(): StatementBatch {
    process.nextTick(send)
    return new StatementBatch()
  }
  function send(): void {
    if (gathering) client.query(gathering)
    gathering = undefined
  }
  function query(asked: string | Statement | pg.Submittable, values?: readonly unknown[]) {
    if (isOver) return Promise.reject(new Error('The transaction is over: it takes no more statements'))
    if (typeof asked === 'string') return ask({ text: asked, values })
    if (!('submit' in asked)) return ask({ ...asked, values: values ?? asked.values })
    // A stream of COPY has the connection to itself, after what was asked before it.
    send()
    return client.query(asked)
  }

  const lent = new Proxy(client, {
    get: (target, name): unknown => (name === 'query' ? query : Reflect.get(target, name)),
  })
  function takeBack(): void {
    isOver = true
    // What was asked last must not come behind the rollback.
    send()
  }
  return { client: lent, ask, takeBack }
}
