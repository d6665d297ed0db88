import { BANDS } from '@ntm/shared/analysis/bands'
import { meanCriteria } from '@ntm/shared/analysis/mean-criteria'
import { unpackResults } from '@ntm/shared/analysis/result-masks'
import type { MapNote, MatrixView, OverviewView, Progress, TrendView } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Catalogue } from '../criteria/queries.js'
import type { UnitDetails } from '../units/queries.js'
import type { ChildFigures, CountedMonth, ImportedSource, MatrixRow, TrendRow } from './queries.js'
import type { SettledRow } from './settle-rows.js'

const NO_PROGRESS: Readonly<Record<AssessmentStatus, number>> = {
  notStarted: 0,
  draft: 0,
  submitted: 0,
  returned: 0,
  approved: 0,
  consolidated: 0,
}

export interface OverviewFacts {
  unit: UnitDetails
  month: CountedMonth
  asOf: string
  set: Catalogue
  figures: readonly ChildFigures[]
  comparisons: readonly { kind: 'lastMonth' | 'lastDecember'; period: string }[]
  sources: readonly ImportedSource[]
  /** Of the unit, but of no one child: what cannot be divided among them. */
  divided?: readonly Omit<ChildFigures, 'child'>[]
}

export function presentOverview({
  unit,
  month,
  asOf,
  set,
  figures,
  comparisons,
  sources,
  divided = [],
}: OverviewFacts): OverviewView {
  const now = figures.filter(({ period }) => period === month.period)
  const all = [...figures, ...divided]
  const ofMonth = (period: string) => all.filter((each) => each.period === period)
  const sum = sumFigures(ofMonth(month.period), set)
  const { uid, code, kind, type, name } = unit
  return {
    unit: { uid, code, kind, type, name, fullName: unit.full_name },
    ancestors: unit.ancestors,
    period: month.period,
    basis: month.basis,
    criteriaSet: set.code,
    asOf,
    communes: sum.communes,
    counted: sum.counted,
    ...presentSources(sources, month.period),
    recognised: sum.recognised,
    progress: sum.progress,
    criteriaMet: presentMet(sum),
    bands: presentBands(sum.bands),
    groups: set.groups.map((group, index) => ({
      code: group.code,
      name: group.name,
      criteria: group.criteria,
      communesMeetingAll: sum.groups[index] ?? 0,
    })),
    criteria: set.criteria.map(({ number, name }, index) => {
      const met = sum.met[index] ?? 0
      const notMet = sum.notMet[index] ?? 0
      // Where only a count is known there is no word on any one criterion.
      const detailed = sum.counted - sum.countOnly
      return { number, name, met, notMet, incomplete: detailed - met - notMet, noData: sum.communes - detailed }
    }),
    children: unit.kind === 'commune' ? [] : now.map(presentChild),
    comparisons: comparisons.map(({ kind, period }) => {
      const then = sumFigures(ofMonth(period), set)
      // The same number is another criterion in another set, and of a mere count none is known.
      const isComparable = then.countOnly === 0 && set.validFrom <= lastDayOf(period)
      return {
        kind,
        period,
        communes: then.communes,
        counted: then.counted,
        ...(then.imported > 0 && { imported: true }),
        criteriaMet: presentMet(then),
        bands: presentBands(then.bands),
        criteria: isComparable ? set.criteria.map(({ number }, index) => ({ number, met: then.met[index] ?? 0 })) : [],
      }
    }),
    accountable: unit.accountable,
  }
}

function presentChild(figures: ChildFigures): OverviewView['children'][number] {
  const { child, communes, counted, bands, progress } = figures
  return { unit: child, communes, counted, criteriaMet: presentMet(figures), bands: presentBands(bands), progress }
}

/** What the map is of, and which results count in none of its units. */
export function presentMapNote(day: string, rows: readonly SettledRow[]): MapNote {
  return {
    day,
    apart: rows
      .filter(({ settled }) => settled.kind === 'divided')
      .map(({ unit, met, places, settled }) => ({
        unit,
        met,
        places: places.map((place) => place.unit),
        isCounted: settled.kind === 'divided' && settled.isWithin,
      })),
  }
}

/**
 * Rows as `presentMatrix` has them, each under the unit of the map that it lies in.
 *
 * @param parents - Units above those of the map, by id.
 */
export function presentMatrixOnMap(
  matrix: MatrixView,
  day: string,
  settled: readonly SettledRow[],
  parents: ReadonlyMap<number, UnitRef>,
): MatrixView {
  const byUid = new Map(settled.map((row) => [row.unit.uid, row]))
  return {
    ...matrix,
    rows: matrix.rows.map((row) => {
      const [place, ...others] = byUid.get(row.unit.uid)?.places ?? []
      const isOne = place !== undefined && others.length === 0
      const parent = isOne ? parents.get(place.path.at(-2) ?? -1) : undefined
      return { ...row, parent: parent ?? row.parent, place: isOne ? place.unit : null }
    }),
    map: presentMapNote(day, settled),
  }
}

export function presentMatrix(
  unit: MatrixView['unit'],
  month: CountedMonth,
  set: Catalogue,
  rows: readonly MatrixRow[],
  sources: readonly ImportedSource[],
): MatrixView {
  const count = set.criteria.length
  return {
    unit,
    period: month.period,
    basis: month.basis,
    criteria: set.criteria.map(({ number }) => number),
    ...presentSources(sources, month.period),
    rows: rows.map(({ unit, parent, status, metMask, notMetMask, met, isImported, isCountOnly }) => {
      const isKnown = metMask !== null && notMetMask !== null && !isCountOnly
      const results = isKnown ? unpackResults({ metMask, notMetMask }, count) : set.criteria.map(() => null)
      return { unit, parent, status, met, ...(isImported && { isImported }), results }
    }),
  }
}

export function presentTrend(
  unit: TrendView['unit'],
  basis: TrendView['basis'],
  rows: readonly (TrendRow & { apart?: number })[],
  sources: readonly ImportedSource[],
): TrendView {
  return {
    unit,
    basis,
    points: rows.map(({ period, communes, counted, total, bands, apart }) => ({
      period,
      ...(apart !== undefined && { apart }),
      communes,
      counted,
      ...presentSources(sources, period),
      total,
      mean: meanCriteria(total, counted),
      at19: bands[0] ?? 0,
      bands: presentBands(bands),
    })),
  }
}

type Sum = Omit<ChildFigures, 'period' | 'child'>

function sumFigures(figures: readonly Sum[], set: Catalogue): Sum {
  const empty: Sum = {
    communes: 0,
    counted: 0,
    imported: 0,
    countOnly: 0,
    total: 0,
    recognised: 0,
    bands: BANDS.map(() => 0),
    progress: NO_PROGRESS,
    met: set.criteria.map(() => 0),
    notMet: set.criteria.map(() => 0),
    groups: set.groups.map(() => 0),
  }
  return figures.reduce<Sum>(
    (sum, each) => ({
      communes: sum.communes + each.communes,
      counted: sum.counted + each.counted,
      imported: sum.imported + each.imported,
      countOnly: sum.countOnly + each.countOnly,
      total: sum.total + each.total,
      recognised: sum.recognised + each.recognised,
      bands: addEach(sum.bands, each.bands),
      progress: addProgress(sum.progress, each.progress),
      met: addEach(sum.met, each.met),
      notMet: addEach(sum.notMet, each.notMet),
      groups: addEach(sum.groups, each.groups),
    }),
    empty,
  )
}

function addEach(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] ?? 0))
}

function addProgress(a: Progress, b: Progress): Progress {
  return {
    notStarted: a.notStarted + b.notStarted,
    draft: a.draft + b.draft,
    submitted: a.submitted + b.submitted,
    returned: a.returned + b.returned,
    approved: a.approved + b.approved,
    consolidated: a.consolidated + b.consolidated,
  }
}

/** What a month's imported results were taken from; nothing where all came from sheets. */
function presentSources(sources: readonly ImportedSource[], period: string) {
  const ofMonth = sources.filter((each) => each.period === period)
  if (ofMonth.length === 0) return {}
  return { imported: ofMonth.map(({ source, issuedOn, communes }) => ({ source, issuedOn, communes })) }
}

/** Over the communes that have a result: an open month is not diluted by those that have none yet. */
function presentMet({ total, counted }: Pick<Sum, 'total' | 'counted'>) {
  return { total, mean: meanCriteria(total, counted) }
}

function presentBands(counts: readonly number[]) {
  return BANDS.map(({ label }, index) => ({ label, communes: counts[index] ?? 0 }))
}
