import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { lend } from './lent-client.js'
import { StatementBatch, type StatementResult } from './statement-batch.js'
import { withSetting } from './with-setting.js'

/** A pool or one transaction of it; every query function takes it first and does not mind which. */
export type Database = NodePgDatabase & { $client: pg.Pool | pg.PoolClient }

/** One transaction: all its statements go over one connection. */
export type Transaction = NodePgDatabase & { $client: pg.PoolClient }

// Counts and identities fit a double here; as text they would be parsed in a hundred places.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// Calendar days stay text: a Date would give them an hour and a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** Milliseconds after which a request is told to come back later rather than wait for a connection. */
const CONNECT_TIMEOUT = 5_000

export function openPool(databaseUrl: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    // Planning costs more than running what is run here: a plan is made once for each statement of a connection.
    connectionString: withSetting(databaseUrl, 'plan_cache_mode', 'force_generic_plan'),
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: 'ntm',
    statement_timeout: 30_000,
  })
  return outliveConnections(pool)
}

/**
 * Lets the process outlive any connection of a pool, idle, lent or just opened.
 *
 * Between the opening of a connection and whoever asked for it nobody listens to it; an error without a listener ends
 * the process. Whoever uses a dead connection learns it from the statement that fails.
 */
export function outliveConnections(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function openDatabase(pool: pg.Pool): Database {
  return drizzle(pool)
}

/** A transaction in steps: what its ends need goes out in one breath with them. */
export interface TransactionSteps<First, Result> {
  /** Sent with `begin`; should that fail, it is not run. */
  first: (tx: Transaction) => Promise<First>
  /** Once it has returned or failed, `tx` refuses whatever a branch of it still asks. */
  work: (tx: Transaction, found: First) => Promise<Result>
  /** Sent with `commit`, which is not run should one of them fail. */
  last: (result: Result) => readonly pg.QueryConfig[]
}

/** Runs `work` in one transaction; whatever it throws rolls everything back. */
export function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return runTransaction(pool, { first: () => Promise.resolve(), work, last: () => [] })
}

const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }

/** As `inTransaction`, waiting for the database less often. */
export function runTransaction<First, Result>(
  pool: pg.Pool,
  { first, work, last }: TransactionSteps<First, Result>,
): Promise<Result> {
  return withConnection(pool, async (client, discard) => {
    const lent = lend(client)
    try {
      const tx = drizzle<Record<string, never>, pg.PoolClient>(lent.client)
      const [, found] = await Promise.all([lent.ask(BEGIN), first(tx)])
      const result = await work(tx, found)
      lent.takeBack()
      const answers = await Promise.all([...last(result), COMMIT].map((statement) => lent.ask(statement)))
      // So PostgreSQL answers where a statement has failed and `work` made nothing of it.
      if (answers.at(-1)?.command === 'ROLLBACK')
        throw new Error('The transaction was rolled back in place of being committed')
      return result
    } catch (failure) {
      lent.takeBack()
      await client.query('rollback').catch(discard)
      throw failure
    }
  })
}

/**
 * Runs statements as one transaction that waits for the database once; the first that fails undoes them all.
 *
 * It needs neither `begin` nor `commit`, nor `rollback`: PostgreSQL makes one transaction of what stands before a `Sync`.
 */
export function runAtOnce(pool: pg.Pool, statements: readonly pg.QueryConfig[]): Promise<StatementResult[]> {
  return withConnection(pool, async (client) => {
    const batch = new StatementBatch()
    const answers = Promise.all(statements.map((statement) => batch.add(statement)))
    const ended = batch.end()
    client.query(batch)
    const [answered] = await Promise.all([answers, ended])
    return answered
  })
}

/** Lends a connection; one that dies meanwhile, or that `use` discards, does not go back to the pool. */
async function withConnection<T>(
  pool: pg.Pool,
  use: (client: pg.PoolClient, discard: (why: unknown) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const discard = (why: unknown) => void (broken = why instanceof Error ? why : new Error(String(why)))
  client.on('error', discard)
  try {
    return await use(client, discard)
  } finally {
    client.off('error', discard)
    client.release(broken)
  }
}

/** A statement that PostgreSQL parses and plans once per connection. */
export interface NamedStatement {
  name: string
  text: string
}

export async function runNamed<Row extends pg.QueryResultRow>(
  db: Database,
  statement: NamedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await db.$client.query<Row>({ ...statement, values: [...values] })
  return rows
}
