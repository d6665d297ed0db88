import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { PacketSocket } from './packet-socket.js'
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

/** @param options.pipeline - a statement does not wait for the answer to the one before it; COPY is not possible. */
export function openPool(databaseUrl: string, size: number, { pipeline = false } = {}): pg.Pool {
  const pool = new pg.Pool({
    pipeline,
    ...(pipeline ? { stream: () => new PacketSocket() } : {}),
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

/** A transaction in steps, for a pool that pipelines: what its ends need goes out in one breath with them. */
export interface TransactionSteps<First, Result> {
  /** Sent with `begin`. It reads and locks, and writes nothing: whether the transaction has begun is not known yet. */
  first: (tx: Transaction) => Promise<First>
  /** Once it has returned or failed, `tx` refuses whatever a branch of it still asks. */
  work: (tx: Transaction, found: First) => Promise<Result>
  /** Sent with `commit`, which PostgreSQL turns into a rollback should one of them fail. */
  last: (result: Result) => readonly pg.QueryConfig[]
}

/** Runs `work` in one transaction; whatever it throws rolls everything back. */
export function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return runTransaction(pool, { first: () => Promise.resolve(), work, last: () => [] })
}

/** As `inTransaction`, waiting for the database less often. */
export async function runTransaction<First, Result>(
  pool: pg.Pool,
  { first, work, last }: TransactionSteps<First, Result>,
): Promise<Result> {
  const client = await pool.connect()
  const lent = lend(client)
  let broken: Error | undefined
  // One that dies between two statements does not go back to the pool.
  const markBroken = (error: Error) => (broken = error)
  client.on('error', markBroken)
  try {
    const tx = drizzle<Record<string, never>, pg.PoolClient>(lent.client)
    const [, found] = await Promise.all([client.query('begin'), first(tx)])
    const result = await work(tx, found)
    lent.takeBack()
    await Promise.all([...last(result).map((statement) => client.query(statement)), client.query('commit')])
    return result
  } catch (failure) {
    lent.takeBack()
    await client.query('rollback').catch((error: unknown) => {
      broken = error instanceof Error ? error : new Error(String(error))
    })
    throw failure
  } finally {
    client.off('error', markBroken)
    client.release(broken)
  }
}

/**
 * A connection that takes statements until it is taken back.
 *
 * Of branches that run side by side one may fail while another waits for something: what that sends later would stand
 * for itself, after the rollback, or in the transaction of whoever has the connection by then.
 */
function lend(client: pg.PoolClient): { client: pg.PoolClient; takeBack: () => void } {
  let isOver = false
  const refuse = () => Promise.reject(new Error('The transaction is over: it takes no more statements'))
  const lent = new Proxy(client, {
    get: (target, name): unknown => {
      if (name !== 'query') return Reflect.get(target, name)
      return isOver ? refuse : target.query.bind(target)
    },
  })
  return { client: lent, takeBack: () => (isOver = true) }
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
