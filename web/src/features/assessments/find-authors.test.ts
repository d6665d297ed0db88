import { expect, test } from 'vitest'
import type { HistoryEntry } from '@ntm/shared/assessments/history-wire'
import { findAuthors } from './find-authors'

const entry = (no: number, by: string, told: Partial<HistoryEntry>): HistoryEntry => ({
  no,
  at: `2019-07-22T0${no}:00:00.000Z`,
  by,
  actingFor: null,
  action: 'assessment.changed',
  revision: 1,
  reason: null,
  receipt: null,
  values: [],
  villages: [],
  words: [],
  indicators: [],
  overrules: [],
  verdict: null,
  evidence: null,
  expiresOn: null,
  ...told,
})
const value = (before: number, after: number, noteAfter: string | null) => ({
  measure: '11.1',
  before,
  after,
  numerator: null,
  denominator: null,
  notApplicable: false,
  noteBefore: null,
  noteAfter,
})

test('the latest writer of each field is named: a note is another field than its figure', () => {
  const words = [{ criterion: 11, field: 'remedy' as const, before: null, after: 'Vay vốn' }]
  const authors = findAuthors([
    entry(3, 'Y Nga', { values: [value(9, 9, 'Rà soát')] }),
    entry(2, 'A Thành', { values: [value(8, 9, null)], words }),
    entry(1, 'Y Nga', { values: [value(7, 8, null)], words }),
  ])
  expect(Object.fromEntries([...authors].map(([field, { by }]) => [field, by]))).toEqual({
    'answer/11.1': 'A Thành',
    'remedy/11': 'A Thành',
    'note/11.1': 'Y Nga',
  })
})
