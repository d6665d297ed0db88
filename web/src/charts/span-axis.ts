interface AxisSpan {
  min?: number
  max?: number
  suggestedMin?: number
  suggestedMax?: number
  ticks: { precision?: number }
}

/** Room above and below the values, of the way between the least and the most. */
const ROOM = 0.12
/** Room at the least, of what is possible: a straight line is not blown up to a mountain. */
const LEAST_ROOM = 1 / 20

/**
 * How much of the possible an axis shows: the values with room around them, and no figure that cannot be, as 20 of 19
 * criteria or 105 %.
 *
 * @param drawn - What is drawn; nothing at all shows all that is possible.
 * @param possible - Least and most that a value can be.
 */
export function spanAxis(drawn: readonly (number | null)[], [floor, ceiling]: readonly [number, number]): AxisSpan {
  const values = drawn.filter((value) => value !== null)
  if (values.length === 0) return { min: floor, ...(Number.isFinite(ceiling) ? { max: ceiling } : {}), ticks: {} }
  const least = Math.min(...values)
  const most = Math.max(...values)
  const whole = Number.isFinite(ceiling) ? (ceiling - floor) * LEAST_ROOM : 0
  const room = Math.max((most - least) * ROOM, whole, Math.abs(most) * (most === least ? LEAST_ROOM : 0))
  return {
    ...(least - room <= floor ? { min: floor } : { suggestedMin: least - room }),
    ...(most + room >= ceiling ? { max: ceiling } : { suggestedMax: most + room }),
    ticks: values.every((value) => Number.isInteger(value)) ? { precision: 0 } : {},
  }
}
