/** Bands (nhóm theo số tiêu chí đạt) in which the province publishes its communes; both ends count. */
export const BANDS = [
  { label: '19', from: 19, to: 19 },
  { label: '15-18', from: 15, to: 18 },
  { label: '10-14', from: 10, to: 14 },
  { label: '5-9', from: 5, to: 9 },
  { label: '0-4', from: 0, to: 4 },
] as const

/** Least and most criteria that a commune, or communes in the mean, can meet. */
export const POSSIBLE_MET = [0, 19] as const

export type BandLabel = (typeof BANDS)[number]['label']

export interface BandCount {
  label: BandLabel
  communes: number
}

/**
 * The band of a commune that meets so many criteria.
 *
 * @throws RangeError unless `met` is a whole number from 0 to 19.
 */
export function bandOf(met: number): BandLabel {
  const band = Number.isInteger(met) ? BANDS.find(({ from, to }) => from <= met && met <= to) : undefined
  if (!band) throw new RangeError(`${met} is not a number of criteria met, 0–19`)
  return band.label
}

/** How many communes are in each band, highest first; a band without communes counts 0. */
export function countBands(metCounts: readonly number[]): BandCount[] {
  const labels = metCounts.map(bandOf)
  return BANDS.map(({ label }) => ({ label, communes: labels.filter((each) => each === label).length }))
}
