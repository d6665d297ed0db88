import { expect, test } from 'vitest'
import type { AssessmentView, SheetCriterionView, ValueView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView, MeasureView } from '@ntm/shared/criteria/wire'
import { listGaps, resultOf } from './gaps'

const measure = (
  key: string,
  kind: MeasureView['kind'],
  comparator: MeasureView['comparator'],
  unit: string | null,
) => ({
  key,
  label: null,
  labelEn: null,
  kind,
  unit,
  comparator,
  allowsNotApplicable: false,
  threshold: { value: kind === 'boolean' ? (true as const) : 50, confirmed: true, legalBasis: null, note: null },
})

function buildSet(...measures: MeasureView[]): CriteriaSetView {
  return {
    code: 'xa-2016-2020',
    name: '',
    nameEn: '',
    legalBasis: [],
    validFrom: '2016-12-01',
    validTo: null,
    groups: [
      {
        code: 'III',
        name: '',
        nameEn: '',
        criteria: [
          {
            number: 10,
            name: 'Thu nhập',
            nameEn: 'Income',
            indicators: measures.map((each) => ({
              code: each.key,
              name: `Chỉ tiêu ${each.key}`,
              nameEn: '',
              leadAgency: '',
              leadAgencyName: '',
              measures: [each],
            })),
          },
        ],
      },
    ],
  }
}

function buildCriterion(change: Partial<SheetCriterionView> = {}): SheetCriterionView {
  return {
    number: 10,
    reported: 'notMet',
    approved: null,
    verified: null,
    official: null,
    overruled: null,
    lastMonth: null,
    obstacle: null,
    remedy: null,
    remedyDueOn: null,
    explanation: null,
    ...change,
  }
}

function buildValue(change: Partial<ValueView>): ValueView {
  return {
    measure: '10.1',
    value: null,
    numerator: null,
    denominator: null,
    notApplicable: false,
    note: null,
    result: 'notMet',
    threshold: { comparator: '>=', value: 41, confirmed: false },
    ...change,
  }
}

const buildSheet = (values: ValueView[], criterion = buildCriterion()) =>
  ({ values, criteria: [criterion] }) as unknown as AssessmentView

const income = measure('10.1', 'number', '>=', 'triệu đồng/người/năm')

test('what is short is told by how much, against the threshold that judged the sheet', () => {
  const [gap] = listGaps(buildSheet([buildValue({ value: 37.8 })]), buildSet(income))
  expect(gap?.measures).toEqual([
    expect.objectContaining({
      key: '10.1',
      kind: 'short',
      by: 3.2,
      unit: 'triệu đồng/người/năm',
      value: 37.8,
      threshold: 41,
      isConfirmed: false,
    }),
  ])
})

test('of a most value the excess is told, and a ratio is measured as a ratio', () => {
  const poverty = measure('11.1', 'percent', '<=', '%')
  const value = buildValue({
    measure: '11.1',
    value: 8.2,
    numerator: 123,
    denominator: 1500,
    threshold: { comparator: '<=', value: 7, confirmed: true },
  })
  const [gap] = listGaps(buildSheet([value]), buildSet(poverty))
  expect(gap?.measures[0]).toMatchObject({ kind: 'over', by: 1.2, unit: '%' })
})

test('a yes that is still a no has no distance, and a figure not given is called missing', () => {
  const market = measure('7.1', 'boolean', 'is', null)
  const sheet = buildSheet([
    buildValue({ measure: '7.1', value: false, threshold: { comparator: 'is', value: true, confirmed: true } }),
    buildValue({ result: 'missing' }),
  ])
  const [gap] = listGaps(sheet, buildSet(market, income))
  expect(gap?.measures.map(({ kind, by }) => [kind, by])).toEqual([
    ['notDone', null],
    ['missing', null],
  ])
})

test('measures that are met or do not apply are no gap', () => {
  const [gap] = listGaps(buildSheet([buildValue({ value: 45, result: 'met' })]), buildSet(income))
  expect(gap?.measures).toEqual([])
})

test('a criterion that is met is not listed, whoever said so last', () => {
  expect(listGaps(buildSheet([], buildCriterion({ approved: 'met' })), buildSet(income))).toEqual([])
  expect(
    listGaps(buildSheet([], buildCriterion({ approved: 'met', official: 'notMet' })), buildSet(income)),
  ).toHaveLength(1)
})

test('the number of record outweighs the district, and the district the commune', () => {
  expect(resultOf(buildCriterion())).toBe('notMet')
  expect(resultOf(buildCriterion({ approved: 'met' }))).toBe('met')
  expect(resultOf(buildCriterion({ approved: 'met', official: 'incomplete' }))).toBe('incomplete')
})
