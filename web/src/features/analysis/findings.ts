import type { MatrixView, OverviewView, TrendView } from '@ntm/shared/analysis/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { decimalOf, distanceOf, formatDecimal } from '@ntm/shared/numbers/decimal'

/** What figures come to, as a message to be put into words: its key below `analysis.findings`, and what it names. */
export interface Finding {
  key: string
  values: Readonly<Record<string, string | number>>
  /** The part of the communes that the sentence speaks of. */
  share?: Share
}

export interface Share {
  key: 'all' | 'nearlyAll' | 'most' | 'twoThirds' | 'overHalf' | 'half' | 'nearlyHalf' | 'third' | 'quarter' | 'count'
  count: number
  total: number
}

type Bands = OverviewView['bands']
type Criteria = OverviewView['criteria']
type Groups = OverviewView['groups']
type Children = OverviewView['children']

/** Below so many communes a fraction says less than the count. */
const FEW_COMMUNES = 20

/** Least share in per cent for each phrase, largest first. */
const SHARES: readonly [Share['key'], number][] = [
  ['nearlyAll', 90],
  ['most', 72],
  ['twoThirds', 62],
  ['overHalf', 50],
  ['nearlyHalf', 42],
  ['third', 30],
  ['quarter', 21],
]

/** How people say a part of the communes: “gần một nửa”, “hai phần ba”; the count itself where they are few. */
export function shareOf(count: number, total: number): Share {
  const percent = total === 0 ? 0 : (100 * count) / total
  const phrase = (): Share['key'] => {
    if (total > 0 && count === total) return 'all'
    if (total < FEW_COMMUNES) return 'count'
    if (2 * count === total) return 'half'
    return SHARES.find(([, least]) => percent >= least)?.[0] ?? 'count'
  }
  return { key: phrase(), count, total }
}

/**
 * Where most communes stand. Of two equal bands the lower one is named: that is where the work is.
 *
 * @param communes - All that should have a result; where some have none yet, the sentence speaks of the rest only.
 */
export function findBands(bands: Bands, communes: number): Finding {
  const total = bands.reduce((sum, band) => sum + band.communes, 0)
  const [first] = bands
  if (total === 0 || !first) return { key: 'noResults', values: {} }
  const largest = bands.reduce((best, band) => (band.communes >= best.communes ? band : best), first)
  const key = largest.label === '19' ? 'bandsTop' : 'bands'
  return {
    key: total < communes ? `${key}Partial` : key,
    values: { range: largest.label.replace('-', '–'), counted: total },
    share: shareOf(largest.communes, total),
  }
}

/** The criteria that the fewest communes meet, at most three, each short of the next by what the figures say. */
export function findHardestCriteria(criteria: Criteria, names: ReadonlyMap<number, string>, counted: number): Finding {
  if (counted === 0) return { key: 'noResults', values: {} }
  const short = criteria.filter(({ met }) => met < counted).sort((a, b) => a.met - b.met || a.number - b.number)
  if (short.length === 0) return { key: 'criteriaAllMet', values: {} }
  const hardest = short.slice(0, 3).map(({ number, name }) => names.get(number) ?? name)
  return { key: 'criteriaHardest', values: { names: joinNames(hardest) } }
}

/** The group of criteria that the fewest communes meet as a whole. */
export function findHardestGroup(groups: Groups, counted: number): Finding {
  if (counted === 0) return { key: 'noResults', values: {} }
  const [first] = groups
  if (!first || groups.every((group) => group.communesMeetingAll === counted))
    return { key: 'groupsAllMet', values: {} }
  const hardest = groups.reduce(
    (worst, group) => (group.communesMeetingAll < worst.communesMeetingAll ? group : worst),
    first,
  )
  const values = { code: hardest.code, communes: hardest.communesMeetingAll, total: counted }
  return { key: hardest.communesMeetingAll === 0 ? 'groupNobody' : 'groupHardest', values }
}

/** Who is ahead and who has the longest way to go, by mean; nobody while some communes have no result yet. */
export function findSpread(children: Children): Finding {
  const counted = children.reduce((sum, child) => sum + child.counted, 0)
  const communes = children.reduce((sum, child) => sum + child.communes, 0)
  if (counted > 0 && counted < communes) return { key: 'spreadPartial', values: { counted, communes } }
  const ranked = children
    .flatMap(({ unit, criteriaMet: { mean } }) => (mean === null ? [] : [{ name: shortNameOf(unit), mean }]))
    .sort((a, b) => b.mean - a.mean)
  const [best] = ranked
  const worst = ranked.at(-1)
  if (!best || !worst) return { key: 'noResults', values: {} }
  if (ranked.length === 1) return { key: 'spreadOne', values: { name: best.name } }
  if (best.mean === worst.mean) return { key: 'spreadLevel', values: {} }
  return { key: 'spread', values: { best: best.name, worst: worst.name } }
}

/**
 * An earlier month to compare with. None while some communes have no result: seventeen communes that are quick to
 * report say nothing of how all eighty-six have moved.
 */
export function findComparison(
  overview: Pick<OverviewView, 'communes' | 'counted' | 'comparisons'>,
  kind: OverviewView['comparisons'][number]['kind'],
): OverviewView['comparisons'][number] | undefined {
  if (overview.counted < overview.communes) return undefined
  return overview.comparisons.find((comparison) => comparison.kind === kind && comparison.counted > 0)
}

/** Communes of which each criterion is known: an imported result may be a mere count. */
export function countDetailed({
  communes,
  counted,
  criteria,
}: Pick<OverviewView, 'communes' | 'counted' | 'criteria'>) {
  const [first] = criteria
  return first ? Math.min(counted, communes - first.noData) : counted
}

/** What a unit is called in running text: a city in full, since its province may bear the same name. */
export function shortNameOf(unit: UnitRef): string {
  return unit.type === 'thành phố' || unit.kind === 'province' ? unit.fullName : unit.name
}

/** How the mean, or the count of one commune, has moved from the first month with a result to the last. */
export function findTrend(points: TrendView['points'], isOne = false): Finding {
  const known = points.flatMap(({ period, mean }) => (mean === null ? [] : [{ period, mean }]))
  const [first] = known
  const last = known.at(-1)
  if (!first || !last || first === last) return { key: 'trendNone', values: {} }
  const values = { by: differenceOf(first.mean, last.mean), months: monthsBetween(first.period, last.period) }
  const ending = isOne ? 'One' : ''
  if (values.by < 0.05) return { key: `trendLevel${ending}`, values }
  return { key: `${last.mean > first.mean ? 'trendUp' : 'trendDown'}${ending}`, values }
}

/** How the communes of the top and of the bottom have grown or shrunk over the months shown. */
export function findBandShift(points: TrendView['points']): Finding {
  const known = points.filter(({ counted }) => counted > 0)
  const [first] = known
  const last = known.at(-1)
  if (!first || !last || first === last) return { key: 'trendNone', values: {} }
  const values = { from: first.at19, to: last.at19, total: last.communes }
  if (last.at19 === first.at19) return { key: 'topLevel', values }
  return { key: last.at19 > first.at19 ? 'topUp' : 'topDown', values }
}

/** How many of the communes shown meet a whole group of criteria. */
export function findMatrixGroup(
  rows: readonly Pick<MatrixView['rows'][number], 'met' | 'results'>[],
  group: Pick<Groups[number], 'code' | 'criteria'>,
): Finding {
  const known = rows.filter(({ met }) => met !== null)
  if (known.length === 0) return { key: 'noResults', values: {} }
  const whole = known.filter(({ results }) => group.criteria.every((number) => results[number - 1] === 'met')).length
  return { key: 'matrixGroup', values: { communes: whole, total: known.length, code: group.code } }
}

/** What stands out among the communes shown: those nearly there, those there, or those without a result. */
export function findMatrix(rows: readonly Pick<MatrixView['rows'][number], 'unit' | 'met' | 'results'>[]): Finding {
  const known = rows.flatMap(({ unit, met, results }) => (met === null ? [] : [{ unit, met, results }]))
  const [first] = known
  if (!first) return { key: 'noResults', values: {} }
  const oneShort = known.filter(({ met, results }) => met === results.length - 1).length
  if (oneShort > 0) return { key: 'matrixOneShort', values: { communes: oneShort } }
  const all = known.filter(({ met, results }) => met === results.length).length
  if (all === 0) {
    const closest = known.reduce((best, row) => (row.met > best.met ? row : best), first)
    const values = { name: shortNameOf(closest.unit), met: closest.met, total: closest.results.length }
    return { key: 'matrixClosest', values }
  }
  return { key: all === known.length ? 'matrixAll' : 'matrixTop', values: { communes: all, total: known.length } }
}

export function monthsBetween(from: string, to: string): number {
  const count = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5))
  return count(to) - count(from)
}

/** Exact, so that 12,23 less 11,41 is 0,82 and nothing else. */
function differenceOf(a: number, b: number): number {
  return Number(formatDecimal(distanceOf(decimalOf(a), decimalOf(b))))
}

/** `b` less `a`, exact, with its sign. */
export function changeOf(a: number, b: number): number {
  return b < a ? -differenceOf(a, b) : differenceOf(a, b)
}

/** “Môi trường, hộ nghèo, thu nhập”: only the first keeps its capital. */
function joinNames(names: readonly string[]): string {
  return names
    .map((name, index) => (index === 0 ? name : `${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}`))
    .join(', ')
}
