/** Reports of any number of communes and months. Only months whose due day is over belong in a rate. */
export interface ReportCounts {
  expected: number
  reported: number
  onTime: number
}

/**
 * Share in percent with one decimal, 0–100; null where there is nothing to take it of.
 *
 * All and none are said only of all and none: 999 of 1,000 print as 99.9, 1 of 10,000 as 0.1.
 *
 * @throws RangeError when the part is no part of the whole.
 */
export function rateOf(part: number, whole: number): number | null {
  if (part < 0 || part > whole) throw new RangeError(`${part} is no part of ${whole}`)
  if (whole === 0) return null
  if (part === 0 || part === whole) return part === 0 ? 0 : 100
  return Math.min(99.9, Math.max(0.1, Math.round((part * 1_000) / whole) / 10))
}

export function addCounts(counts: readonly ReportCounts[]): ReportCounts {
  return counts.reduce<ReportCounts>(
    (sum, { expected, reported, onTime }) => ({
      expected: sum.expected + expected,
      reported: sum.reported + reported,
      onTime: sum.onTime + onTime,
    }),
    { expected: 0, reported: 0, onTime: 0 },
  )
}
