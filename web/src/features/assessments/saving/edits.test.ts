import { expect, test } from 'vitest'
import { buildSheet } from './testing/builders'
import { contentOf, fieldOf, isSame, layOver, NO_ANSWER, toPatch, type Edit } from './edits'

const answer = (measure: string, value: number | boolean | null): Edit => ({
  kind: 'answer',
  measure,
  answer: { ...NO_ANSWER, value },
})
const ratio = (measure: string, numerator: number | null, denominator: number | null): Edit => ({
  kind: 'answer',
  measure,
  answer: { ...NO_ANSWER, numerator, denominator },
})
const obstacle = (criterion: number, text: string | null): Edit => ({ kind: 'obstacle', criterion, text })
const editsOf = (...list: Edit[]) => new Map(list.map((edit) => [fieldOf(edit), edit]))

test('the later edit of a field takes the place of the earlier one', () => {
  const merged = layOver(editsOf(answer('11.1', 8), answer('12.1', 95)), editsOf(answer('11.1', 7)))
  expect([...merged.values()]).toEqual([answer('11.1', 7), answer('12.1', 95)])
})

test('a patch names each measure and each criterion once, whatever was written of it', () => {
  const edits = editsOf(
    answer('11.1', 8.2),
    { kind: 'note', measure: '11.1', text: 'Rà soát tháng 6' },
    obstacle(11, 'Giá mì giảm'),
    { kind: 'remedyDueOn', criterion: 11, text: '2019-12-31' },
  )
  expect(toPatch(edits)).toEqual({
    values: [{ measure: '11.1', value: 8.2, note: 'Rà soát tháng 6' }],
    criteria: [{ number: 11, obstacle: 'Giá mì giảm', remedyDueOn: '2019-12-31' }],
  })
})

test('a ratio goes out without a percentage, and an emptied field as null', () => {
  expect(toPatch(editsOf(ratio('9.2', 120, 1500), answer('11.1', null))).values).toEqual([
    { measure: '9.2', numerator: 120, denominator: 1500 },
    { measure: '11.1', value: null },
  ])
})

test('not applicable goes out alone', () => {
  const edit: Edit = { kind: 'answer', measure: '4.1', answer: { ...NO_ANSWER, notApplicable: true } }
  expect(toPatch(editsOf(edit)).values).toEqual([{ measure: '4.1', notApplicable: true }])
})

test('the percentage that the service computed of a ratio counts as written by nobody', () => {
  const sheet = buildSheet({ values: { '9.2': { value: 66.78, numerator: 1150, denominator: 1722 } } })
  expect(contentOf(sheet).get('answer/9.2')).toEqual(ratio('9.2', 1150, 1722))
})

test('text says the same in any normal form and with blanks around it', () => {
  expect(isSame(obstacle(11, ' Đường '), obstacle(11, 'Đường'.normalize('NFD')))).toBe(true)
  expect(isSame(obstacle(11, ''), obstacle(11, null))).toBe(true)
  expect(isSame(obstacle(11, 'Đường'), obstacle(11, 'Điện'))).toBe(false)
})
