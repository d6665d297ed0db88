/** A column of a result: its name, and how its text is read. */
export interface Column {
  name: string
  parse: (text: string) => unknown
}

/** A row as an object by column, or as a list in their order. */
export function readRow(columns: readonly Column[], cells: readonly (string | null)[], mode?: 'array'): unknown {
  const row: Record<string, unknown> = {}
  const list: unknown[] = []
  for (const [index, { name, parse }] of columns.entries()) {
    const cell = cells[index] ?? null
    const value = cell === null ? null : parse(cell)
    if (mode === 'array') list.push(value)
    else row[name] = value
  }
  return mode === 'array' ? list : row
}

/** How many rows a statement read or wrote, by what PostgreSQL says when it is done: `UPDATE 3`, `INSERT 0 1`. */
export function readRowCount(said: string): number | null {
  const count = Number(said.slice(said.lastIndexOf(' ') + 1))
  return Number.isNaN(count) ? null : count
}
