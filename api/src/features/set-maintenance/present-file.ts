import type { CriteriaSet, Indicator, Measure, Threshold } from '@ntm/shared/criteria/definition'
import { pickLead } from '@ntm/shared/criteria/pick-lead'
import type { Catalogue, CatalogueMeasure } from '../criteria/queries.js'
import type { SetThreshold } from './queries.js'

/** A set as the file that it could be published from, with the thresholds and agencies that hold on a day. */
export function presentSetFile(set: Catalogue, thresholds: readonly SetThreshold[], day: string): CriteriaSet {
  return {
    code: set.code,
    level: 'commune',
    name: set.name,
    nameEn: set.nameEn,
    legalBasis: set.legalBasis,
    validFrom: set.validFrom,
    validTo: set.validTo,
    region: set.region,
    method: 'every-measure',
    groups: set.groups,
    criteria: set.criteria.map(({ number, name, nameEn, group }) => ({
      ...{ number, name, nameEn, group },
      indicators: set.indicators
        .filter(({ criterion }) => criterion === number)
        .map(({ code, name, nameEn, leads }): Indicator => {
          const leadAgency = (pickLead(leads, day) ?? leads.at(-1))?.agency ?? ''
          const measures = set.measures.filter(({ indicator }) => indicator === code)
          return { code, name, nameEn, leadAgency, measures: measures.map((each) => presentMeasure(each, thresholds)) }
        }),
    })),
  }
}

function presentMeasure(measure: CatalogueMeasure, thresholds: readonly SetThreshold[]): Measure {
  const { id, key, label, labelEn, kind, unit, comparator, allowsNotApplicable } = measure
  return {
    key,
    ...(label !== null && { label }),
    ...(labelEn !== null && { labelEn }),
    ...{ kind, unit, comparator },
    ...(allowsNotApplicable && { allowsNotApplicable }),
    thresholds: thresholds
      .filter(({ measureId }) => measureId === id)
      .map((threshold) => presentThreshold(kind, threshold)),
  }
}

function presentThreshold(kind: Measure['kind'], threshold: SetThreshold): Threshold {
  const { region, unit, year, value, confirmed, legalBasis, setBy, note, source } = threshold
  return {
    region,
    ...(unit !== null && { unit }),
    ...(year !== null && { year }),
    value: kind === 'boolean' ? true : value,
    confirmed,
    ...(legalBasis !== null && { legalBasis }),
    ...(setBy !== null && { setBy }),
    ...(note !== null && { note }),
    ...(source !== null && { source }),
  }
}
