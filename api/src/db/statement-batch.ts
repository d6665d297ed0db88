import pg from 'pg'
import utils from 'pg/lib/utils.js'
import { readRow, readRowCount, type Column } from './read-row.js'

interface ValueTypes {
  getTypeParser(oid: number, format: 'text'): (text: string) => unknown
}

/** A statement, and how its rows are wanted where Drizzle asks for them. */
export interface Statement {
  text: string
  /** Of one that is parsed and planned once per connection. */
  name?: string | undefined
  values?: readonly unknown[] | undefined
  rowMode?: 'array' | undefined
  types?: ValueTypes | undefined
}

export type StatementResult = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>

/** A statement that a connection has parsed. */
interface Prepared {
  name: string
  /** Of its rows, once they have been described. */
  columns?: readonly Column[]
}

interface Asked {
  statement: Statement
  values: (string | Buffer | null)[]
  resolve: (result: StatementResult) => void
  reject: (error: Error) => void
  prepared?: Prepared
  /** Whether this batch has it parsed for the first time. */
  isNew: boolean
  columns: readonly Column[]
  rows: unknown[]
  /** Why one of its rows cannot be read. */
  unreadable?: Error
}

/** By text. `pg` keeps those that it prepares itself beside them, under other names. */
const preparedOn = new WeakMap<pg.Connection, Map<string, Prepared>>()
let preparedCount = 0

/**
 * Statements that go to PostgreSQL in one piece and are answered in one, as a `Submittable` of `pg`.
 *
 * By itself the driver ends every statement with a `Sync`, at which PostgreSQL sends off what it has: a packet and a wake-up for
 * each, with the rows described anew each time. Here one `Sync` ends them all. What stands behind a statement that fails is
 * not run, and fails with it.
 */
export class StatementBatch implements pg.Submittable {
  readonly #asked: Asked[] = []
  #prepared = new Map<string, Prepared>()
  #at = 0
  #end?: { resolve: () => void; reject: (error: Error) => void }

  /** Settled once the batch has been submitted and PostgreSQL has answered. */
  add(statement: Statement): Promise<StatementResult> {
    // Before anything is sent: a value that cannot be written fails its own statement alone.
    const values = (statement.values ?? []).map((value) => utils.prepareValue(value))
    return new Promise((resolve, reject) => {
      this.#asked.push({ statement, values, resolve, reject, isNew: false, columns: [], rows: [] })
    })
  }

  /**
   * Settled when the batch is over. Outside of `begin` and `commit` its statements are committed only then, after each has
   * its answer.
   */
  end(): Promise<void> {
    return new Promise((resolve, reject) => (this.#end = { resolve, reject }))
  }

  submit(connection: pg.Connection): void {
    this.#prepared = preparedOn.get(connection) ?? this.#prepared
    preparedOn.set(connection, this.#prepared)
    connection.stream.cork()
    for (const asked of this.#asked) this.#send(connection, asked)
    connection.sync()
    connection.stream.uncork()
  }

  #send(connection: pg.Connection, asked: Asked): void {
    const { text } = asked.statement
    const known = this.#prepared.get(text)
    const prepared = known ?? { name: this.#nameNew(asked) }
    if (prepared.name !== '') {
      this.#prepared.set(text, prepared)
      asked.prepared = prepared
    }
    if (!known) connection.parse({ name: prepared.name, text, types: [] }, true)
    connection.bind({ statement: prepared.name, values: asked.values }, true)
    if (prepared.columns) asked.columns = prepared.columns
    else connection.describe({ type: 'P' }, true)
    connection.execute({}, true)
  }

  /** A name that no other statement of the connection has; none where it is not to be kept. */
  #nameNew(asked: Asked): string {
    if (asked.statement.name === undefined) return ''
    asked.isNew = true
    preparedCount += 1
    return `${asked.statement.name}-${preparedCount}`
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    const asked = this.#current()
    const types: ValueTypes = asked.statement.types ?? pg.types
    asked.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const asked = this.#current()
    try {
      asked.rows.push(readRow(asked.columns, fields, asked.statement.rowMode))
    } catch (error) {
      asked.unreadable ??= error instanceof Error ? error : new Error(String(error))
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { resolve, reject, rows, unreadable, prepared, columns } = this.#current()
    this.#at += 1
    if (prepared) prepared.columns = columns
    if (unreadable) reject(unreadable)
    else resolve({ command: text.split(' ', 1)[0] ?? '', rowCount: readRowCount(text), rows })
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  /** PostgreSQL refused the statement whose turn it is, or the connection is lost. */
  handleError(error: Error): void {
    const failed = this.#asked.slice(this.#at)
    this.#at = this.#asked.length
    for (const { statement, isNew, reject } of failed) {
      // Parsed or not: it gets another name next time.
      if (isNew) this.#prepared.delete(statement.text)
      reject(error)
    }
    this.#end?.reject(error)
  }

  handleReadyForQuery(): void {
    this.#end?.resolve()
  }

  #current(): Asked {
    const asked = this.#asked[this.#at]
    if (!asked) throw new Error('PostgreSQL answers a statement that nobody asked')
    return asked
  }
}
