import type { CommuneFacts } from './commune-facts.js'

/** How a figure is arrived at: household counts, a share of few things, or a decimal as typed. */
export type Grid =
  | { kind: 'counted'; of: 'households' | 'livestockHouseholds' }
  | { kind: 'share'; of: { [K in keyof CommuneFacts]: CommuneFacts[K] extends number ? K : never }[keyof CommuneFacts] }
  | { kind: 'decimal'; places: 0 | 1 | 2 }

export interface NumericProfile {
  grid: Grid
  /** The figure of the communes furthest behind and furthest ahead, in the measure's unit. */
  worst: number
  best: number
  /** Months between two surveys; in between a commune repeats its figure. */
  surveyEvery: number
}

export interface MeasureProfile {
  /** How often it is this measure that keeps a commune from the criterion, against the others of that criterion. */
  hardness: number
  /** Absent for a measure answered đạt/chưa đạt. */
  numeric?: NumericProfile
}

const HOUSEHOLDS: Grid = { kind: 'counted', of: 'households' }
const LIVESTOCK_HOUSEHOLDS: Grid = { kind: 'counted', of: 'livestockHouseholds' }
const VILLAGES: Grid = { kind: 'share', of: 'villages' }
const ONE_DECIMAL: Grid = { kind: 'decimal', places: 1 }
const TWO_DECIMALS: Grid = { kind: 'decimal', places: 2 }

function yesNo(hardness: number): MeasureProfile {
  return { hardness }
}

function figure(hardness: number, grid: Grid, worst: number, best: number, surveyEvery: number): MeasureProfile {
  return { hardness, numeric: { grid, worst, best, surveyEvery } }
}

/** By key of the measure, for the set `xa-2016-2020`. */
export const MEASURE_PROFILES: Readonly<Record<string, MeasureProfile>> = {
  '1.1': yesNo(2),
  '1.2': yesNo(3),
  '2.1': figure(2, TWO_DECIMALS, 48, 100, 3),
  '2.2': figure(4, TWO_DECIMALS, 22, 96, 2),
  '2.3': figure(4, TWO_DECIMALS, 40, 100, 2),
  '2.4': figure(3, TWO_DECIMALS, 18, 92, 3),
  '3.1': figure(4, TWO_DECIMALS, 46, 97, 3),
  '3.2': yesNo(2),
  '4.1': yesNo(3),
  '4.2': figure(3, HOUSEHOLDS, 84, 100, 2),
  '5.1': figure(1, { kind: 'share', of: 'schools' }, 0, 100, 1),
  '6.1': yesNo(5),
  '6.2': yesNo(3),
  '6.3': figure(4, VILLAGES, 25, 100, 2),
  '7.1': yesNo(1),
  '8.1': yesNo(1),
  '8.2': yesNo(1),
  '8.3': yesNo(4),
  '8.4': yesNo(3),
  '9.1': yesNo(4),
  '9.2': figure(4, HOUSEHOLDS, 38, 96, 3),
  '10.1': figure(1, ONE_DECIMAL, 13.5, 48.5, 3),
  '11.1': figure(1, HOUSEHOLDS, 58, 1, 3),
  '12.1': figure(1, ONE_DECIMAL, 76, 98.5, 3),
  '13.1': yesNo(4),
  '13.2': yesNo(5),
  '14.1': yesNo(2),
  '14.2': figure(3, ONE_DECIMAL, 44, 97, 6),
  '14.3': figure(4, ONE_DECIMAL, 8, 46, 3),
  '15.1': figure(4, TWO_DECIMALS, 66, 99, 1),
  '15.2': yesNo(4),
  '15.3': figure(2, ONE_DECIMAL, 45, 18, 6),
  '16.1': figure(1, VILLAGES, 20, 100, 3),
  '17.1a': figure(3, HOUSEHOLDS, 68, 99.5, 2),
  '17.1b': figure(2, HOUSEHOLDS, 14, 86, 2),
  '17.2': figure(4, { kind: 'share', of: 'businesses' }, 45, 100, 2),
  '17.3': yesNo(2),
  '17.4': yesNo(4),
  '17.5': yesNo(5),
  '17.6': figure(3, HOUSEHOLDS, 28, 93, 2),
  '17.7': figure(3, LIVESTOCK_HOUSEHOLDS, 22, 91, 2),
  '17.8': figure(4, ONE_DECIMAL, 72, 100, 2),
  '18.1': yesNo(4),
  '18.2': yesNo(1),
  '18.3': yesNo(3),
  '18.4': figure(2, { kind: 'share', of: 'organisations' }, 40, 100, 6),
  '18.5': yesNo(3),
  '18.6': yesNo(2),
  '19.1': yesNo(2),
  '19.2': yesNo(4),
}

/** @throws RangeError for a measure that has no profile. */
export function profileOf(measure: string): MeasureProfile {
  const profile = MEASURE_PROFILES[measure]
  if (!profile) throw new RangeError(`No profile for measure ${measure}`)
  return profile
}
