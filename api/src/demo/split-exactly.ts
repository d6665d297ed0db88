/**
 * Splits a whole number into whole parts that come to exactly the total, near to what the weights ask for.
 *
 * @param caps - The most that each part can be; together at least the total.
 * @throws RangeError if the parts cannot hold it.
 */
export function splitExactly(total: number, weights: readonly number[], caps: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const wanted = weights.map((weight) => (total * weight) / whole)
  const parts = wanted.map((want, index) => Math.min(caps[index] ?? 0, Math.floor(want)))
  for (let left = total - parts.reduce((sum, part) => sum + part, 0); left > 0; left -= 1) {
    const index = furthestBehind(parts, wanted, caps)
    if (index === undefined) throw new RangeError(`The parts do not hold ${total}`)
    parts[index] = (parts[index] ?? 0) + 1
  }
  return parts
}

function furthestBehind(parts: readonly number[], wanted: readonly number[], caps: readonly number[]) {
  let best: number | undefined
  let distance = Number.NEGATIVE_INFINITY
  parts.forEach((part, index) => {
    const behind = (wanted[index] ?? 0) - part
    if (part < (caps[index] ?? 0) && behind > distance) [best, distance] = [index, behind]
  })
  return best
}
