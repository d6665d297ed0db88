import type { ComparedUnit, ComparedValue, ComparisonView, SimilarView } from '@ntm/shared/analysis/compare-wire'
import type { Conditions, SimilarUnit } from '@ntm/shared/analysis/similar-units'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import { yearOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { FoundConditions } from './find-conditions.js'
import type { AnsweredMeasure } from './find-values.js'

type Answers = readonly (AnsweredMeasure & { uid: string })[]

/** @param overviews - Of units of one kind in one month, one at least. */
export function presentComparison(
  overviews: readonly [OverviewView, ...OverviewView[]],
  answers: Answers,
  set: Catalogue,
): ComparisonView {
  const [{ unit, period, basis, criteriaSet }] = overviews
  // Imported results are of the day of their source: the latest of all is the day of the whole.
  const asOf = overviews.reduce((latest, each) => (each.asOf > latest ? each.asOf : latest), overviews[0].asOf)
  return {
    kind: unit.kind,
    period,
    basis,
    criteriaSet,
    asOf,
    units: overviews.map((overview): ComparedUnit => {
      const own = answers.filter(({ uid }) => uid === overview.unit.uid)
      return { ...overview, values: own.length === 0 ? [] : presentValues(own, set, overview) }
    }),
  }
}

function presentValues(own: Answers, set: Catalogue, { unit, period }: OverviewView): ComparedValue[] {
  const byMeasure = new Map(own.map((answer) => [answer.measureId, answer]))
  return set.measures.map((measure) => {
    const answer = byMeasure.get(measure.id)
    const threshold =
      measure.thresholds.find(({ id }) => id === answer?.thresholdId) ??
      pickThreshold(measure.thresholds, { region: set.region, year: yearOf(period), unit: unit.uid })
    if (!threshold) throw new RangeError(`Measure ${measure.key} has no threshold for ${unit.uid} in ${period}`)
    return {
      measure: measure.key,
      value: presentValue(measure, answer?.value ?? null),
      numerator: answer?.numerator ?? null,
      denominator: answer?.denominator ?? null,
      notApplicable: answer?.notApplicable ?? false,
      result: answer?.result ?? 'missing',
      threshold: { comparator: measure.comparator, value: threshold.value, confirmed: threshold.confirmed },
    }
  })
}

/** Yes or no is stored as 1 or 0. */
export function presentValue({ kind }: Pick<CatalogueMeasure, 'kind'>, value: number | null): boolean | number | null {
  return value !== null && kind === 'boolean' ? value === 1 : value
}

/** As much of a commune's conditions as is compared, with the thresholds that are its own. */
export function toConditions({ unit, parent, ...found }: FoundConditions, set: Catalogue, year: number): Conditions {
  const own = set.measures.flatMap((measure) => {
    if (!measure.thresholds.some((threshold) => threshold.unit !== undefined)) return []
    const threshold = pickThreshold(measure.thresholds, { region: set.region, year, unit: unit.uid })
    return [`${measure.key}=${String(threshold?.value)}`]
  })
  return { ...found, uid: unit.uid, code: unit.code, area: parent.type, thresholds: own.join(' ') }
}

export interface SimilarFacts {
  subject: FoundConditions
  period: string
  startPeriod: string
  considered: number
  group: readonly SimilarUnit[]
  /** By `uid`. */
  found: ReadonlyMap<string, FoundConditions>
}

export function presentSimilar({ subject, period, startPeriod, considered, group, found }: SimilarFacts): SimilarView {
  const refOf = ({ uid }: Conditions): { unit: UnitRef; parent: UnitRef } => {
    const { unit, parent } = found.get(uid) ?? subject
    return { unit, parent }
  }
  return {
    unit: subject.unit,
    parent: subject.parent,
    period,
    startPeriod,
    conditions: presentConditions(subject),
    considered,
    units: group.map(({ conditions, likeness, same, known }) => ({
      ...refOf(conditions),
      conditions: presentConditions({ ...conditions, parent: refOf(conditions).parent }),
      likeness,
      same,
      known,
    })),
  }
}

function presentConditions({
  parent,
  households,
  villages,
  hardships,
  povertyPercent,
  start,
}: Omit<FoundConditions, 'unit'>): SimilarView['conditions'] {
  return { area: parent.type, households, villages, hardships, povertyPercent, start }
}
