import type { CriteriaSetView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import { pickLead } from '@ntm/shared/criteria/pick-lead'
import { pickThreshold } from '@ntm/shared/criteria/pick-threshold'
import type { Catalogue, CatalogueIndicator, CatalogueMeasure } from './queries.js'

/** Whose thresholds and agencies are shown: those of a year and a day, and of one unit where it was asked for. */
export interface ShownPlace {
  year: number
  day: string
  unit?: string
}

export function presentCriteriaSet(set: Catalogue, place: ShownPlace): CriteriaSetView {
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
            .map((indicator) => presentIndicator(set, indicator, place)),
        })),
    })),
  }
}

function presentIndicator(set: Catalogue, indicator: CatalogueIndicator, place: ShownPlace): IndicatorView {
  const { code, name, nameEn, leads } = indicator
  const lead = pickLead(leads, place.day)
  if (!lead) throw new RangeError(`Nobody is in charge of indicator ${code} on ${place.day}`)
  const measures = set.measures.filter((measure) => measure.indicator === code)
  return {
    code,
    name,
    nameEn,
    leadAgency: lead.agency,
    leadAgencyName: lead.agencyName,
    measures: measures.map((measure) => presentMeasure(measure, set.region, place)),
  }
}

function presentMeasure(measure: CatalogueMeasure, region: string, place: ShownPlace): MeasureView {
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
