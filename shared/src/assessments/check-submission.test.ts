import { expect, test } from 'vitest'
import type { CriterionResult, MeasureResult } from '../criteria/results.js'
import { findSubmissionFaults } from './check-submission.js'

const measure = (key: string, result: MeasureResult) => ({ key, criterion: Number.parseInt(key, 10), result })
const criterion = (number: number, result: CriterionResult, explanation: string | null = null) => ({
  number,
  result,
  explanation,
})

test('a sheet with every measure answered can be submitted, also where criteria are not met', () => {
  const measures = [measure('1.1', 'met'), measure('1.2', 'notMet'), measure('2.1', 'notApplicable')]
  const criteria = [criterion(1, 'notMet'), criterion(2, 'met')]
  expect(findSubmissionFaults({ measures, criteria, lastMonth: ['notMet', 'met'] })).toEqual([])
})

test('each measure without an answer is named', () => {
  const measures = [measure('1.1', 'missing'), measure('17.1a', 'met'), measure('17.1b', 'missing')]
  expect(findSubmissionFaults({ measures, criteria: [], lastMonth: null })).toEqual([
    { code: 'measure_missing', measure: '1.1', criterion: 1 },
    { code: 'measure_missing', measure: '17.1b', criterion: 17 },
  ])
})

test.each<[string, CriterionResult, CriterionResult, string | null, boolean]>([
  ['met last month and not now asks for an explanation', 'met', 'notMet', null, true],
  ['met last month and not now is not explained by blanks', 'met', 'notMet', ' \n ', true],
  ['met last month and not now is fine with an explanation', 'met', 'notMet', 'Lũ cuốn đường', false],
  ['met in both months needs none', 'met', 'met', null, false],
  ['not met in both months needs none', 'notMet', 'notMet', null, false],
  ['open last month needs none', 'incomplete', 'notMet', null, false],
  ['still open now needs its figures first', 'met', 'incomplete', null, false],
])('a criterion %s', (_rule, last, now, explanation, isAsked) => {
  const lastMonth: CriterionResult[] = ['met', last]
  const faults = findSubmissionFaults({ measures: [], criteria: [criterion(2, now, explanation)], lastMonth })
  expect(faults).toEqual(isAsked ? [{ code: 'explanation_missing', criterion: 2 }] : [])
})

test('without a month before nothing is to be explained', () => {
  expect(findSubmissionFaults({ measures: [], criteria: [criterion(1, 'notMet')], lastMonth: null })).toEqual([])
})
