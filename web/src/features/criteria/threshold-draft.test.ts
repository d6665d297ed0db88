import { expect, test } from 'vitest'
import type { ThresholdEntry } from '@ntm/shared/criteria/maintenance-wire'
import { beginDraft, checkDraft, fieldOfThreshold, toDecision } from './threshold-draft'

const entry: ThresholdEntry = {
  ...{ id: 1, region: 'tay-nguyen', unit: null, year: null, value: 31.4, confirmed: false, setBy: null },
  ...{ legalBasis: null, note: null, source: null, reason: null, recordedAt: null, recordedBy: null, replacedAt: null },
}
const percent = { kind: 'percent' as const }
const said = { legalBasis: '22/2017/QĐ-UBND', reason: 'Đã đối chiếu phụ lục.' }

test('a form begins with the value that holds, as people write it', () => {
  expect(beginDraft(entry).value).toBe('31,4')
  expect(beginDraft({ ...entry, value: true }).value).toBe('')
  expect(beginDraft(undefined).value).toBe('')
})

test('a value, a basis and a reason are asked for', () => {
  const faults = checkDraft(percent, { ...beginDraft(undefined), year: '19' })
  expect(faults.map(({ fault }) => fault)).toEqual([
    'valueMissing',
    'yearUnreadable',
    'legalBasisMissing',
    'reasonTooShort',
  ])
})

test.each([
  ['100,5', 'out_of_range'],
  ['31,455', 'too_many_decimals'],
  ['1.100', 'valueAmbiguous'],
  ['nhiều', 'threshold_not_number'],
])('%s is no percentage to reach: %s', (value, fault) => {
  expect(checkDraft(percent, { ...beginDraft(undefined), ...said, value })).toEqual([
    { fieldId: 'threshold-value', fault },
  ])
})

test('đạt/chưa đạt has nothing to type', () => {
  const draft = { ...beginDraft({ ...entry, value: true }), ...said }
  expect(checkDraft({ kind: 'boolean' }, draft)).toEqual([])
  expect(toDecision({ kind: 'boolean' }, draft, { ...entry, value: true })).toEqual({
    ...said,
    region: 'tay-nguyen',
    value: true,
  })
})

test('what is confirmed keeps its scope, a new scope is that of the form', () => {
  const draft = { ...beginDraft(entry), ...said }
  expect(toDecision(percent, draft, { ...entry, year: 2019 })).toEqual({
    ...said,
    region: 'tay-nguyen',
    year: 2019,
    value: 31.4,
  })
  const unit = { uid: '23512', code: '23512', fullName: 'Xã Đắk Mar' }
  expect(toDecision(percent, { ...draft, year: '2020', unit, note: ' tạm ' }, undefined)).toEqual({
    ...{ ...said, value: 31.4, year: 2020, unit: '23512', note: 'tạm' },
  })
  expect(() => toDecision(percent, beginDraft(undefined), undefined)).toThrow(RangeError)
})

test('a fault of the service leads to its field', () => {
  expect(fieldOfThreshold('/legalBasis')).toBe('threshold-basis')
  expect(fieldOfThreshold('/region')).toBeUndefined()
})
