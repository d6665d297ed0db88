import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../db/client.js'

type Cell = string | number | boolean | null

/** Rows sent in one piece: large enough that the pieces cost nothing, small enough to stay out of the way. */
const ROWS_A_PIECE = 2_000

/** Appends rows to a table with COPY, many times faster than inserts. Each row has its cells in order of `columns`. */
export async function copyRows(
  tx: Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const target = tx.$client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(encode(rows)), target)
}

function* encode(rows: readonly (readonly Cell[])[]): Generator<string> {
  for (let start = 0; start < rows.length; start += ROWS_A_PIECE) {
    const lines = rows.slice(start, start + ROWS_A_PIECE).map((row) => `${row.map(encodeCell).join('\t')}\n`)
    yield lines.join('')
  }
}

/** COPY's text format. */
function encodeCell(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (typeof cell === 'number') return String(cell)
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
