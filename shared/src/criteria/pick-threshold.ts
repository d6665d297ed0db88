import type { Threshold } from './definition.js'

interface Place {
  /** Such as `tay-nguyen`. */
  region: string
  /** Of the period judged. */
  year: number
  /** `uid` of the commune; absent: only what holds for every unit. */
  unit?: string
}

type Scope = Pick<Threshold, 'region' | 'unit' | 'year'> & {
  /** When another took its place; absent: it holds. */
  replacedAt?: string
}

/**
 * The threshold that holds for a unit and a year; undefined if none does.
 *
 * The most specific place wins: unit, then region, then nation (`*`). Among those of one place: that of the very year;
 * else one without a year, which is meant for every year; else that of the nearest earlier year; else of the nearest
 * later one (income, 10.1, has only 2020). Of two alike the first counts. One that was replaced holds nowhere: it is
 * kept for the sheets that were judged by it.
 */
export function pickThreshold<T extends Scope>(thresholds: readonly T[], at: Place): T | undefined {
  const current = thresholds.filter(({ replacedAt }) => replacedAt === undefined)
  const ofUnit = current.filter(({ unit }) => unit !== undefined && unit === at.unit)
  const ofEveryUnit = current.filter(({ unit }) => unit === undefined)
  const ofRegion = ofEveryUnit.filter(({ region }) => region === at.region)
  const ofNation = ofEveryUnit.filter(({ region }) => region === '*')

  const closest = [ofUnit, ofRegion, ofNation].find((candidates) => candidates.length > 0)
  return closest && pickByYear(closest, at.year)
}

function pickByYear<T extends Scope>(candidates: readonly T[], wanted: number): T | undefined {
  const distance = ({ year }: T) => {
    if (year === wanted) return 0
    if (year === undefined) return 1
    // Years before come after every undated one, years ahead after every year before.
    return year < wanted ? 1 + (wanted - year) : 10_000 + (year - wanted)
  }
  return candidates.reduce<T | undefined>(
    (best, each) => (best === undefined || distance(each) < distance(best) ? each : best),
    undefined,
  )
}
