import type { ImportError } from '@ntm/shared/imports/wire'

/** More than anybody mends one by one; all are counted. */
const KEPT_AT_MOST = 1_000

/** What is wrong with a file, cell by cell, in the order of the file. */
export class ErrorList {
  readonly #kept: ImportError[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  add(error: ImportError): void {
    this.#count += 1
    if (this.#kept.length < KEPT_AT_MOST) this.#kept.push(error)
  }

  /** What is wrong at a place, whatever commune or measure it is of. */
  addAt(cell: string | null, row: number | null, code: string, message: string): void {
    this.add({ cell, row, unit: null, unitName: null, measure: null, code, found: null, message })
  }

  /** What is wrong with the whole file. */
  addWhole(code: string, message: string): void {
    this.addAt(null, null, code, message)
  }

  /** Codes of units that stand in the file, of which nobody has looked up the name yet. */
  listUnnamed(): string[] {
    return [...new Set(this.#kept.flatMap(({ unit, unitName }) => (unit !== null && unitName === null ? [unit] : [])))]
  }

  nameUnits(communes: ReadonlyMap<string, { name: string }>): void {
    for (const error of this.#kept) error.unitName ??= communes.get(error.unit ?? '')?.name ?? null
  }

  list(): ImportError[] {
    return this.#kept.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
  }
}
