import { expect, test } from 'vitest'
import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { isWorkingDay } from './calendar.js'
import { judgeDemoSheet, judgeValues } from './builders.js'
import { DEMO_COMMUNES, DEMO_DISTRICTS } from './demo-communes.js'
import { generateDemonstration } from './generate.js'
import { assignJulyStates } from './july-states.js'

const states = assignJulyStates()
const july = generateDemonstration().sheets.filter(({ period }) => period === '2019-07')
const FULL = 50

function countStates(communes: readonly { uid: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { uid } of communes) {
    const state = states.get(uid) ?? 'none'
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

test('July 2019 has at least ten communes in each state and five returned', () => {
  expect(countStates(DEMO_COMMUNES)).toEqual({ notStarted: 17, draft: 21, submitted: 22, returned: 5, approved: 21 })
  expect(new Map(july.map(({ commune, status }) => [commune.uid, status]))).toEqual(
    new Map([...states].filter(([, state]) => state !== 'notStarted')),
  )
})

test.each(DEMO_DISTRICTS.map(({ uid, fullName }) => [fullName, uid]))('%s shows several states', (_name, uid) => {
  const communes = DEMO_COMMUNES.filter(({ district }) => district.uid === uid)
  expect(Object.keys(countStates(communes)).length).toBeGreaterThanOrEqual(communes.length >= 5 ? 4 : 3)
})

test('Đắk Hà district has sheets to review and one to correct, and Đắk Mar one to fill in', () => {
  const counts = countStates(DEMO_COMMUNES.filter(({ district }) => district.uid === '615'))
  expect(counts.submitted).toBeGreaterThanOrEqual(2)
  expect(counts.returned).toBeGreaterThanOrEqual(1)
  const dakMar = july.find(({ commune }) => commune.code === '23512')
  expect(dakMar?.status).toBe('draft')
  expect(dakMar?.values.length).toBeGreaterThan(20)
  expect(dakMar?.values.length).toBeLessThan(40)
})

test('drafts are filled to various degrees, the others completely', () => {
  const filled = july.filter(({ status }) => status === 'draft').map(({ values }) => values.length)
  expect(Math.min(...filled)).toBeLessThan(10)
  expect(Math.max(...filled)).toBeGreaterThan(35)
  expect(Math.max(...filled)).toBeLessThan(FULL)
  for (const { status, values } of july) if (status !== 'draft') expect(values).toHaveLength(FULL)
})

test('a draft has words only about criteria that are known not to be met', () => {
  for (const sheet of july.filter(({ status }) => status === 'draft')) {
    const results = judgeDemoSheet(sheet)
    for (const { criterion } of sheet.words) expect(results[criterion - 1]).toBe('notMet')
  }
})

test('sheets were sent from 8 to 21 July on working days in working hours', () => {
  for (const { at } of july.flatMap(({ submissions }) => submissions)) {
    expect(at >= '2019-07-08' && at < '2019-07-22').toBe(true)
    expect(isWorkingDay(at.slice(0, 10))).toBe(true)
    expect(at.slice(11, 16) >= '07:30' && at.slice(11, 16) < '17:00').toBe(true)
  }
})

test('every story is in order and ends before the clock of the demonstration starts', () => {
  for (const { begunAt, changedAt, submissions, reviews, status } of july) {
    const story = submissions.flatMap(({ at }, index) => [at, ...(reviews[index] ? [reviews[index].at] : [])])
    const all = [begunAt, ...story]
    expect(all.toSorted()).toEqual(all)
    expect(changedAt >= begunAt && changedAt < '2019-07-22T08:00').toBe(true)
    expect(submissions.length - reviews.length).toBe(status === 'submitted' ? 1 : 0)
    const verdict = reviews[submissions.length - 1]?.action
    expect(verdict).toBe({ returned: 'return', approved: 'approve' }[status as string])
  }
})

test('a return names known indicators, each once, with a reason a commune can act on', () => {
  const indicators = xa2016To2020.criteria.flatMap((criterion) => criterion.indicators.map(({ code }) => code))
  const returns = july.flatMap(({ reviews }) => reviews).filter(({ action }) => action === 'return')
  expect(returns).toHaveLength(5 + 3)
  for (const { returned } of returns) {
    const codes = returned.map(({ indicator }) => indicator)
    expect(codes.length).toBeGreaterThan(0)
    expect(new Set(codes).size).toBe(codes.length)
    expect(indicators).toEqual(expect.arrayContaining(codes))
    for (const { reason } of returned) expect(reason.length).toBeGreaterThanOrEqual(10)
  }
})

test('a sheet that was corrected differs from its first submission in the indicator returned, and in its result nowhere', () => {
  const corrected = july.filter(({ submissions }) => submissions.length === 2)
  expect(corrected).toHaveLength(3)
  for (const sheet of corrected) {
    const first = sheet.submissions[0]?.values ?? []
    const changed = sheet.values.filter((value, index) => value !== first[index]).map(({ measure }) => measure)
    expect(changed).toEqual(sheet.reviews[0]?.returned.map(({ indicator }) => indicator))
    expect(judgeValues(sheet, first)).toEqual(judgeValues(sheet, sheet.values))
  }
})
