import { firstDayOf, isDay } from '../periods/period.js'
import { checkThreshold, type ThresholdFault } from './check-threshold.js'
import type { CriteriaSet, Criterion, Indicator, Measure, Threshold } from './definition.js'

export type SetFaultCode =
  | ThresholdFault
  | 'no_legal_basis'
  | 'not_a_day'
  | 'not_first_of_month'
  | 'ends_before_it_begins'
  | 'named_twice'
  | 'number_gap'
  | 'unknown_criterion'
  | 'not_in_its_group'
  | 'empty'
  | 'not_of_criterion'
  | 'not_of_indicator'
  | 'comparator_of_other_kind'
  | 'unit_of_other_kind'
  | 'scope_twice'
  | 'no_general_threshold'
  | 'unknown_region'
  | 'unknown_agency'

/** What is wrong with a set, and where: a JSON pointer, and the number or code that a reader knows it by. */
export interface SetFault {
  code: SetFaultCode
  pointer: string
  at: string
}

/**
 * Every fault that keeps a set from judging sheets; none where it may be published.
 *
 * Criteria are numbered from 1 without a gap: a result is kept by its number.
 *
 * @param agencies - Codes of the agencies that there are.
 */
export function checkSet(set: CriteriaSet, agencies: ReadonlySet<string>): SetFault[] {
  return [...checkHead(set), ...checkGroups(set), ...checkCriteria(set, agencies), ...checkKeys(set)]
}

function checkHead({ legalBasis, validFrom, validTo }: CriteriaSet): SetFault[] {
  const faults: SetFault[] = []
  const add = (code: SetFaultCode, pointer: string, at: string) => faults.push({ code, pointer, at })
  if (legalBasis.length === 0) add('no_legal_basis', '/legalBasis', '')
  legalBasis.forEach(({ issuedOn, number }, index) => {
    if (!isDay(issuedOn)) add('not_a_day', `/legalBasis/${index}/issuedOn`, number)
  })
  if (!isDay(validFrom)) add('not_a_day', '/validFrom', validFrom)
  else if (validFrom !== firstDayOf(validFrom.slice(0, 7))) add('not_first_of_month', '/validFrom', validFrom)
  if (validTo !== null && !isDay(validTo)) add('not_a_day', '/validTo', validTo)
  else if (validTo !== null && validTo < validFrom) add('ends_before_it_begins', '/validTo', validTo)
  return faults
}

function checkGroups({ groups, criteria }: CriteriaSet): SetFault[] {
  const numbers = new Set(criteria.map(({ number }) => number))
  const listed = groups.flatMap((group, index) =>
    group.criteria.flatMap((number, place): SetFault[] => {
      const pointer = `/groups/${index}/criteria/${place}`
      const elsewhere = groups.some((other, before) => before < index && other.criteria.includes(number))
      const again = elsewhere || group.criteria.indexOf(number) !== place
      if (again) return [{ code: 'named_twice', pointer, at: String(number) }]
      return numbers.has(number) ? [] : [{ code: 'unknown_criterion', pointer, at: String(number) }]
    }),
  )
  const missing = criteria.flatMap(({ number, group }, index): SetFault[] => {
    const isListed = groups.some((each) => each.code === group && each.criteria.includes(number))
    return isListed ? [] : [{ code: 'not_in_its_group', pointer: `/criteria/${index}/group`, at: String(number) }]
  })
  return [...listed, ...missing]
}

function checkCriteria(set: CriteriaSet, agencies: ReadonlySet<string>): SetFault[] {
  if (set.criteria.length === 0) return [{ code: 'empty', pointer: '/criteria', at: '' }]
  return set.criteria.flatMap((criterion, index) => {
    const pointer = `/criteria/${index}`
    const at = String(criterion.number)
    const faults: SetFault[] = []
    if (criterion.number !== index + 1) faults.push({ code: 'number_gap', pointer: `${pointer}/number`, at })
    if (criterion.indicators.length === 0) faults.push({ code: 'empty', pointer: `${pointer}/indicators`, at })
    const inner = criterion.indicators.flatMap((indicator, place) =>
      checkIndicator(set, criterion, indicator, agencies, `${pointer}/indicators/${place}`),
    )
    return [...faults, ...inner]
  })
}

function checkIndicator(
  set: CriteriaSet,
  criterion: Criterion,
  indicator: Indicator,
  agencies: ReadonlySet<string>,
  pointer: string,
): SetFault[] {
  const at = indicator.code
  const faults: SetFault[] = []
  if (!at.startsWith(`${criterion.number}.`)) faults.push({ code: 'not_of_criterion', pointer: `${pointer}/code`, at })
  if (!agencies.has(indicator.leadAgency)) faults.push({ code: 'unknown_agency', pointer: `${pointer}/leadAgency`, at })
  if (indicator.measures.length === 0) faults.push({ code: 'empty', pointer: `${pointer}/measures`, at })
  const inner = indicator.measures.flatMap((measure, index) => {
    const place = `${pointer}/measures/${index}`
    const isOwn = measure.key.replace(/[a-z]$/, '') === at
    const own: SetFault[] = isOwn ? [] : [{ code: 'not_of_indicator', pointer: `${place}/key`, at: measure.key }]
    return [...own, ...checkMeasure(set, measure, place)]
  })
  return [...faults, ...inner]
}

function checkMeasure(set: CriteriaSet, measure: Measure, pointer: string): SetFault[] {
  const at = measure.key
  const faults: SetFault[] = []
  const isBoolean = measure.kind === 'boolean'
  if (isBoolean !== (measure.comparator === 'is')) {
    faults.push({ code: 'comparator_of_other_kind', pointer: `${pointer}/comparator`, at })
  }
  if (isBoolean !== (measure.unit === null)) faults.push({ code: 'unit_of_other_kind', pointer: `${pointer}/unit`, at })
  const scopes = measure.thresholds.map(scopeOf)
  measure.thresholds.forEach((threshold, index) => {
    const place = `${pointer}/thresholds/${index}`
    const fault = checkThreshold(measure, threshold.value)
    if (fault) faults.push({ code: fault, pointer: `${place}/value`, at })
    if (threshold.region !== '*' && threshold.region !== set.region && threshold.unit !== undefined) {
      faults.push({ code: 'unknown_region', pointer: `${place}/region`, at })
    }
    if (scopes.indexOf(scopeOf(threshold)) !== index) faults.push({ code: 'scope_twice', pointer: place, at })
  })
  const isGeneral = ({ region, unit }: Threshold) => unit === undefined && (region === '*' || region === set.region)
  if (!measure.thresholds.some(isGeneral)) {
    faults.push({ code: 'no_general_threshold', pointer: `${pointer}/thresholds`, at })
  }
  return faults
}

function scopeOf({ region, unit, year }: Threshold): string {
  return `${region}/${unit ?? ''}/${year ?? ''}`
}

/** Groups, indicators and measures are told apart by their codes. */
function checkKeys({ groups, criteria }: CriteriaSet): SetFault[] {
  const indicators = criteria.flatMap((criterion, index) =>
    criterion.indicators.map((indicator, place) => ({ indicator, pointer: `/criteria/${index}/indicators/${place}` })),
  )
  const measures = indicators.flatMap(({ indicator, pointer }) =>
    indicator.measures.map(({ key }, index) => ({ key, pointer: `${pointer}/measures/${index}/key` })),
  )
  return [
    ...findTwice(groups.map(({ code }, index) => ({ key: code, pointer: `/groups/${index}/code` }))),
    ...findTwice(indicators.map(({ indicator, pointer }) => ({ key: indicator.code, pointer: `${pointer}/code` }))),
    ...findTwice(measures),
  ]
}

function findTwice(named: readonly { key: string; pointer: string }[]): SetFault[] {
  const seen = new Set<string>()
  return named.flatMap(({ key, pointer }): SetFault[] => {
    if (seen.has(key)) return [{ code: 'named_twice', pointer, at: key }]
    seen.add(key)
    return []
  })
}
