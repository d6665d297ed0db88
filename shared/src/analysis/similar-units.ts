import { compareDecimals, decimalOf, distanceOf } from '../numbers/decimal.js'

/** What a commune starts from, as far as it is known; null where nobody has told. Nothing of what it has done this year. */
export interface Conditions {
  uid: string
  code: string
  /** Type of the unit that it lies in: communes of a city are not those of a rural district. */
  area: string
  /** The thresholds that apply, as text: equal texts, equal thresholds. */
  thresholds: string
  households: number | null
  villages: number | null
  /** Especially difficult ones among its villages. */
  hardships: number | null
  /** Share of poor households in December of last year, 0–100. */
  povertyPercent: number | null
  /** Criteria met in December of last year. */
  start: number | null
}

/** In the order in which they are told. */
export const CONDITIONS = ['thresholds', 'area', 'households', 'villages', 'hardship', 'poverty', 'start'] as const
export type Condition = (typeof CONDITIONS)[number]
export type Likeness = Readonly<Record<Condition, 'same' | 'different' | 'unknown'>>

/** The larger is at most half as much again as the smaller: 1,000 households are like 1,500, not like 1,501. */
const RATIO = { larger: 2, smaller: 3 }
/** Percentage points of poor households, and of especially difficult villages. */
const POVERTY_POINTS = 5
const HARDSHIP_POINTS = 20
const START_CRITERIA = 2

/** Compares what two communes start from, condition by condition; whatever is not known of one of them is unknown. */
export function compareConditions(a: Conditions, b: Conditions): Likeness {
  return {
    thresholds: judge(a.thresholds, b.thresholds, (one, other) => one === other),
    area: judge(a.area, b.area, (one, other) => one === other),
    households: judge(a.households, b.households, isOfOneSize),
    villages: judge(a.villages, b.villages, isOfOneSize),
    hardship: judge(hardshipOf(a), hardshipOf(b), isOfOneHardship),
    poverty: judge(a.povertyPercent, b.povertyPercent, isOfOnePoverty),
    start: judge(a.start, b.start, (one, other) => Math.abs(one - other) <= START_CRITERIA),
  }
}

export interface SimilarUnit {
  conditions: Conditions
  likeness: Likeness
  /** Conditions that are the same, out of those known of both. */
  same: number
  known: number
}

/**
 * The communes whose conditions are like the subject's, most alike first: more conditions the same than different.
 *
 * Of two equally alike the one with the nearer start comes first, then the one with the lower code, so that the same
 * question always has the same answer.
 */
export function findSimilar(subject: Conditions, others: readonly Conditions[], most: number): SimilarUnit[] {
  return others
    .filter(({ uid }) => uid !== subject.uid)
    .map((conditions): SimilarUnit => {
      const likeness = compareConditions(subject, conditions)
      const states = CONDITIONS.map((condition) => likeness[condition])
      const same = states.filter((state) => state === 'same').length
      return { conditions, likeness, same, known: states.filter((state) => state !== 'unknown').length }
    })
    .filter(({ same, known }) => 2 * same > known)
    .sort(
      (a, b) =>
        b.same - a.same ||
        a.known - b.known ||
        distanceOfStart(subject, a.conditions) - distanceOfStart(subject, b.conditions) ||
        compareText(a.conditions.code, b.conditions.code) ||
        compareText(a.conditions.uid, b.conditions.uid),
    )
    .slice(0, most)
}

function judge<T>(one: T | null, other: T | null, isLike: (one: T, other: T) => boolean) {
  if (one === null || other === null) return 'unknown'
  return isLike(one, other) ? 'same' : 'different'
}

function isOfOneSize(one: number, other: number): boolean {
  return RATIO.larger * Math.max(one, other) <= RATIO.smaller * Math.min(one, other)
}

function hardshipOf({ villages, hardships }: Conditions) {
  return villages === null || villages === 0 || hardships === null ? null : { villages, hardships }
}

/** Shares compared as ratios, never as their rounded print. */
function isOfOneHardship(
  one: { villages: number; hardships: number },
  other: { villages: number; hardships: number },
): boolean {
  const apart = Math.abs(one.hardships * other.villages - other.hardships * one.villages)
  return 100 * apart <= HARDSHIP_POINTS * one.villages * other.villages
}

function isOfOnePoverty(one: number, other: number): boolean {
  return compareDecimals(distanceOf(decimalOf(one), decimalOf(other)), decimalOf(POVERTY_POINTS)) <= 0
}

function distanceOfStart({ start }: Conditions, other: Conditions): number {
  return start === null || other.start === null ? Number.MAX_SAFE_INTEGER : Math.abs(start - other.start)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
