import type { CriteriaSetView, MeasureView } from '@ntm/shared/criteria/wire'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { Catalogue, CatalogueMeasure } from './queries.js'

/** Whose thresholds are shown: a year, and one unit where it was asked for. */
export interface ThresholdPlace {
  year: number
  unit?: string
}

export function presentCriteriaSet(set: Catalogue, place: ThresholdPlace): CriteriaSetView {
  return {
    code: set.code,
    name: set.name,
    nameEn: set.nameEn,
    legalBasis: set.legalBasis.map(({ note, ...basis }) => ({ ...basis, note: note ?? null })),
    validFrom: set.validFrom,
    validTo: set.validTo,
    groups: set.groups.map((group) => ({
      code: group.code,
      name: group.name,
      nameEn: group.nameEn,
      criteria: set.criteria
        .filter(({ number }) => group.criteria.includes(number))
        .map(({ number, name, nameEn }) => ({
          number,
          name,
          nameEn,
          indicators: set.indicators
            .filter(({ criterion }) => criterion === number)
            .map(({ code, name, nameEn, leadAgency, leadAgencyName }) => ({
              code,
              name,
              nameEn,
              leadAgency,
              leadAgencyName,
              measures: set.measures
                .filter(({ indicator }) => indicator === code)
                .map((measure) => presentMeasure(measure, set.region, place)),
            })),
        })),
    })),
  }
}

function presentMeasure(measure: CatalogueMeasure, region: string, place: ThresholdPlace): MeasureView {
  const threshold = pickThreshold(measure.thresholds, { region, ...place })
  if (!threshold) throw new RangeError(`Measure ${measure.key} has no threshold in ${region}`)
  return {
    key: measure.key,
    label: measure.label,
    labelEn: measure.labelEn,
    kind: measure.kind,
    unit: measure.unit,
    comparator: measure.comparator,
    allowsNotApplicable: measure.allowsNotApplicable,
    threshold: {
      value: threshold.value,
      confirmed: threshold.confirmed,
      legalBasis: threshold.legalBasis ?? null,
      note: threshold.note ?? null,
    },
  }
}
