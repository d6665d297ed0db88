/** What stands in a cell, by its type and its format; what is empty has no cell. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** A number shown as a percentage: 0.75 that a person sees, and typed, as 75 %. */
  | { kind: 'percent'; value: number }
  /** A number shown as a day: Excel makes them of `5/7`. */
  | { kind: 'date'; value: number }
  | { kind: 'boolean'; value: boolean }
  /** `#REF!` and its like. */
  | { kind: 'error'; text: string }
  /** A formula that no program has calculated: what it comes to is not in the file. */
  | { kind: 'formula'; text: string }

export interface Row {
  /** As Excel counts: from 1. */
  number: number
  /** By column, from 0. */
  cells: ReadonlyMap<number, Cell>
}

/** `A` for 0, `AA` for 26. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last
}

/** 0 for `A`; the row of a reference is left out of account. */
export function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}
