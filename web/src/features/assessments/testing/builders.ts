import type { MeasureHistory } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView, MeasureView } from '@ntm/shared/criteria/wire'
import { periodsBetween } from '@ntm/shared/periods/period'

type Told = Pick<MeasureView, 'key' | 'kind'> & Partial<MeasureView>

const buildMeasure = (told: Told): MeasureView => {
  const isBoolean = told.kind === 'boolean'
  return {
    label: null,
    labelEn: null,
    unit: isBoolean ? null : '%',
    comparator: isBoolean ? 'is' : '>=',
    allowsNotApplicable: false,
    threshold: { value: isBoolean ? true : 90, confirmed: true, legalBasis: null, note: null },
    ...told,
  }
}

const buildCriterion = (number: number, name: string, measures: Told[]) => ({
  number,
  name,
  nameEn: name,
  indicators: measures.map((measure) => ({
    code: measure.key,
    name: `Chỉ tiêu ${measure.key}`,
    nameEn: `Indicator ${measure.key}`,
    leadAgency: 'snnptnt',
    leadAgencyName: 'Sở Nông nghiệp và Phát triển nông thôn',
    measures: [buildMeasure(measure)],
  })),
})

/** Four criteria, as the sheets of `saving/testing/builders` have them. */
export function buildSet(): CriteriaSetView {
  const percent = (value: number, comparator: '<=' | '>=') => ({
    comparator,
    threshold: { value, confirmed: false, legalBasis: null, note: null },
  })
  return {
    code: 'xa-2016-2020',
    name: 'Bộ tiêu chí',
    nameEn: 'Criteria set',
    legalBasis: [],
    validFrom: '2016-12-01',
    validTo: null,
    groups: [
      {
        code: 'II',
        name: 'Hạ tầng',
        nameEn: 'Infrastructure',
        criteria: [buildCriterion(9, 'Nhà ở dân cư', [{ key: '9.2', kind: 'percent', ...percent(75, '>=') }])],
      },
      {
        code: 'III',
        name: 'Kinh tế',
        nameEn: 'Economy',
        criteria: [
          buildCriterion(11, 'Hộ nghèo', [{ key: '11.1', kind: 'percent', ...percent(7, '<=') }]),
          buildCriterion(12, 'Lao động', [{ key: '12.1', kind: 'percent', ...percent(90, '>=') }]),
          buildCriterion(13, 'Tổ chức sản xuất', [{ key: '13.1', kind: 'boolean' }]),
        ],
      },
    ],
  }
}

/** Twelve months before July 2019; only poor households have figures, 6,5 % in June. */
export function buildHistory(): MeasureHistory {
  const periods = periodsBetween('2018-07', '2019-06')
  const nothing = periods.map(() => null)
  return {
    periods,
    measures: [
      {
        measure: '11.1',
        values: periods.map((_, index) => 12 - index * 0.5),
        numerators: nothing,
        denominators: nothing,
      },
    ],
  }
}
