import { compareDecimals, decimalOf, distanceOf, multiplyDecimals, percentOf } from '@ntm/shared/numbers/decimal'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { MeasureView } from '@ntm/shared/criteria/wire'

/** Percentage points within a month from which a percentage is worth a second look. */
export const UNUSUAL_POINTS = 10
/** Percent of last month's quantity from which a change is worth a second look. */
export const UNUSUAL_PERCENT = 20

export interface Jump {
  measure: string
  before: MeasureAnswer
  after: MeasureAnswer
  /** What jumped: the figure itself, or what it is counted out of. */
  part: 'value' | 'denominator'
}

/** The figures that differ from last month's by so much that a slip of the finger is likelier than the truth. */
export function findJumps(
  measures: Iterable<Pick<MeasureView, 'key' | 'kind'>>,
  before: ReadonlyMap<string, MeasureAnswer>,
  after: ReadonlyMap<string, MeasureAnswer>,
): Jump[] {
  return [...measures].flatMap(({ key, kind }): Jump[] => {
    const [old, now] = [before.get(key), after.get(key)]
    if (!old || !now) return []
    const part = findJumpingPart(kind, old, now)
    return part ? [{ measure: key, before: old, after: now, part }] : []
  })
}

function findJumpingPart(kind: MeasureView['kind'], old: MeasureAnswer, now: MeasureAnswer): Jump['part'] | undefined {
  if (kind === 'boolean') {
    return old.value !== null && now.value !== null && old.value !== now.value ? 'value' : undefined
  }
  const [a, b] = [figureOf(old), figureOf(now)]
  if (a === undefined || b === undefined) return undefined
  if (kind === 'percent' ? isFar(a, b, UNUSUAL_POINTS) : isFarInPercent(a, b)) return 'value'
  const [of, outOf] = [old.denominator, now.denominator]
  return of !== null && outOf !== null && isFarInPercent(of, outOf) ? 'denominator' : undefined
}

/** The number that an answer comes to: of a ratio its percentage. */
export function figureOf({ value, numerator, denominator }: MeasureAnswer): number | undefined {
  if (numerator !== null && denominator !== null && denominator > 0) return percentOf(numerator, denominator)
  return typeof value === 'number' ? value : undefined
}

function isFar(a: number, b: number, limit: number): boolean {
  return compareDecimals(distanceOf(decimalOf(a), decimalOf(b)), decimalOf(limit)) >= 0
}

function isFarInPercent(a: number, b: number): boolean {
  if (a === 0) return b !== 0
  const distance = multiplyDecimals(distanceOf(decimalOf(a), decimalOf(b)), decimalOf(100))
  return compareDecimals(distance, multiplyDecimals(decimalOf(Math.abs(a)), decimalOf(UNUSUAL_PERCENT))) >= 0
}
