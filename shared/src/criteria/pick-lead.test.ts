import { expect, test } from 'vitest'
import { pickLead } from './pick-lead.js'

const health = { agency: 'syt', from: null, to: '2019-06-30' }
const labour = { agency: 'sldtbxh', from: '2019-07-01', to: null }

test.each([
  ['its last day counts', '2019-06-30', health],
  ['so does the first of the next', '2019-07-01', labour],
  ['without an end it goes on', '2030-01-01', labour],
  ['without a beginning it always was', '2001-01-01', health],
])('%s', (_rule, day, lead) => {
  expect(pickLead([health, labour], day)).toBe(lead)
})

test('on a day of nobody none is in charge', () => {
  expect(pickLead([{ from: '2019-08-01', to: null }], '2019-07-31')).toBeUndefined()
})
