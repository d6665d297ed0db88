import { afterEach, expect, test } from 'vitest'
import { buildUnsentFile, listUnsent } from './unsent-work'

afterEach(() => localStorage.clear())
const answer = (told: object) => ({
  kind: 'answer',
  answer: { value: null, numerator: null, denominator: null, notApplicable: false, ...told },
})
const keep = (account: string, stored: unknown) =>
  localStorage.setItem(
    `ntm.unsent/${account}/23512/2019-07`,
    typeof stored === 'string' ? stored : JSON.stringify(stored),
  )

test('what an account wrote and did not send is listed, typed text in place of what stood before it', () => {
  const edits = {
    'answer/11.1': answer({ value: 7.5 }),
    'answer/9.2': answer({ numerator: 3, denominator: 4 }),
    'answer/13.1': answer({ value: false }),
    'obstacle/11': { kind: 'obstacle', text: 'Mưa' },
    'answer/12.1': answer({ value: 1 }),
  }
  keep('xa.23512', { edits, drafts: { 'answer/12.1': { mode: 'value', texts: ['1.100'] } } })
  keep('xa.2', { edits })
  keep('xa.23512/x', '{"edits":')
  expect(listUnsent('xa.23512', localStorage).map(({ unit, field, text }) => [unit, field, text])).toEqual([
    ['23512', 'answer/11.1', '7,5'],
    ['23512', 'answer/9.2', '3 / 4'],
    ['23512', 'answer/13.1', 'chưa đạt'],
    ['23512', 'obstacle/11', 'Mưa'],
    ['23512', 'answer/12.1', '1.100'],
  ])
})

test('figures of villages that wait are listed with the village and the measure', () => {
  const key = 'ntm.villages/xa.23311/23311/2019-07/18.5'
  localStorage.setItem(key, JSON.stringify([['23311-01', { texts: ['3', '4,5'], base: null }]]))
  localStorage.setItem(
    key.replace('/xa.', '/huyen.'),
    JSON.stringify([['23311-02', { texts: ['1', '2'], base: null }]]),
  )
  localStorage.setItem(key.replace('18.5', '9.2'), '[["23311-01",')
  expect(listUnsent('xa.23311', localStorage)).toEqual([
    { unit: '23311', period: '2019-07', field: 'village/23311-01/18.5', text: '3 / 4,5' },
  ])
})

test('the file opens in a spreadsheet: marks, quotes, and nothing that runs as a formula', () => {
  const file = buildUnsentFile([{ unit: '23512', period: '2019-07', field: 'note/11.1', text: '=1+1 "thử"' }])
  expect(file).toBe('\uFEFF"Mã xã";"Kỳ";"Ô";"Đã nhập"\r\n"23512";"2019-07";"note/11.1";"\'=1+1 ""thử"""\r\n')
})
