/** Reading of what audit rows keep: written by every version of the program there ever was, so nothing is taken for granted. */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** How many criteria a mask of results has: one bit each. */
export function countBits(mask: unknown): number | undefined {
  const number = countOf(mask)
  return number === undefined ? undefined : [...number.toString(2)].filter((bit) => bit === '1').length
}
