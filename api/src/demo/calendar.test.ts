import { expect, test } from 'vitest'
import { addWorkingDays, drawInstant, isWorkingDay, workingDayFrom, workingDayUntil } from './calendar.js'
import { randomStream } from './random.js'

test.each([
  ['2019-07-22', true, 'a Monday'],
  ['2019-07-20', false, 'a Saturday'],
  ['2019-07-21', false, 'a Sunday'],
  ['2019-02-05', false, 'the first day of Tết'],
])('%s: offices open %s (%s)', (day, isOpen) => {
  expect(isWorkingDay(day)).toBe(isOpen)
})

test('a closed day moves to the next or to the last open one', () => {
  expect(workingDayFrom('2019-02-05')).toBe('2019-02-11')
  expect(workingDayUntil('2019-08-25')).toBe('2019-08-23')
  expect(workingDayFrom('2019-07-05')).toBe('2019-07-05')
})

test('working days are counted over weekends in both directions', () => {
  expect(addWorkingDays('2019-07-19', 1)).toBe('2019-07-22')
  expect(addWorkingDays('2019-07-22', -2)).toBe('2019-07-18')
  expect(addWorkingDays('2019-07-22', 0)).toBe('2019-07-22')
})

test('instants lie in office hours, Vietnamese time', () => {
  const random = randomStream('instants')
  for (let count = 0; count < 300; count += 1) {
    const instant = drawInstant('2019-07-08', random)
    expect(instant).toMatch(/^2019-07-08T(07:[345]|08|09|10|11:[012]|13:[345]|14|15|16)[\d:]*\+07:00$/)
    expect(Number.isNaN(Date.parse(instant))).toBe(false)
  }
})
