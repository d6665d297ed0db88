import { expect, test } from 'vitest'
import { countingResult, describeRevision, readRevision } from './describe-revision'
import { buildSheet } from './saving/testing/builders'

test.each([
  ['the only one, nothing on record, needs no words', 1, null, undefined],
  ['the first on record', 1, 1, 'first'],
  ['a correction under way', 2, 1, 'correction'],
  ['a correction on record', 2, 2, 'record'],
  ['one that was replaced', 1, 2, 'replaced'],
])('%s', (_what, revision, officialRevision, key) => {
  expect(describeRevision({ revision, officialRevision })?.key).toBe(key)
})

test('of a consolidated sheet the number of record counts, of one under way the record of before does not', () => {
  const [said] = buildSheet({ words: { 9: { reported: 'met', approved: 'met', official: 'notMet' } } }).criteria
  if (!said) throw new RangeError('A sheet has criteria')
  expect(countingResult(said, 'consolidated')).toBe('notMet')
  expect(countingResult(said, 'approved')).toBe('met')
  expect(countingResult({ ...said, approved: null, reported: 'incomplete' }, 'draft')).toBe('incomplete')
})

test.each([
  ['2', 2],
  ['0', undefined],
  ['1e3', undefined],
  [undefined, undefined],
  [['1'], undefined],
])('the address %j asks for revision %s', (text, revision) => {
  expect(readRevision(text)).toBe(revision)
})
