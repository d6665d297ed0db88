import { expect, test } from 'vitest'
import { bandOf, countBands } from '@ntm/shared/analysis/bands'
import { PUBLISHED_ROWS, RECOGNISED_BY_MAY_2019 } from '@ntm/shared/analysis/data/published-figures'
import { meanCriteria } from '@ntm/shared/analysis/mean-criteria'
import { findSubmissionFaults } from '@ntm/shared/assessments/check-submission'
import { checkAnswer } from '@ntm/shared/criteria/check-answer'
import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { lastDayOf, previousPeriod } from '@ntm/shared/periods/period'
import { countMet, judgeDemoSheet, judgeValues, MEASURES } from './builders.js'
import { CONSOLIDATED_PERIODS, monthOf } from './demo-months.js'
import { generateDemonstration } from './generate.js'
import { isMetIn, planCourses } from './met-schedule.js'

const demonstration = generateDemonstration()
const consolidated = demonstration.sheets.filter(({ status }) => status === 'consolidated')
const results = new Map(consolidated.map((sheet) => [`${sheet.commune.uid}/${sheet.period}`, judgeDemoSheet(sheet)]))

function sheetsOf(period: string) {
  return demonstration.sheets.filter((sheet) => sheet.period === period)
}

function totalOf(period: string): number {
  return sheetsOf(period).reduce((total, sheet) => total + countMet(sheet), 0)
}

test('two runs make the same demonstration', () => {
  expect(generateDemonstration()).toEqual(demonstration)
})

test('June 2019 agrees with the bands, total and mean that the province published', () => {
  const counts = sheetsOf('2019-06').map(countMet)
  const published = PUBLISHED_ROWS.find(({ asOf }) => asOf === '2019-07')
  const review = PUBLISHED_ROWS.find(({ asOf }) => asOf === '2019-10-04')
  expect(counts).toHaveLength(published?.communes ?? 0)
  expect(Object.fromEntries(countBands(counts).map(({ label, communes }) => [label, communes]))).toEqual(
    published?.bands,
  )
  expect(totalOf('2019-06')).toBe(review?.total)
  expect(meanCriteria(totalOf('2019-06'), counts.length)).toBe(review?.mean)
})

test('December 2018 has 981 criteria in all, a mean of 11.41', () => {
  expect(totalOf('2018-12')).toBe(981)
  expect(meanCriteria(981, 86)).toBe(11.41)
})

test('in June 2019 the recognised communes meet all criteria, and so does one that is not recognised', () => {
  const at19 = sheetsOf('2019-06').filter((sheet) => bandOf(countMet(sheet)) === '19')
  const recognised = RECOGNISED_BY_MAY_2019.map(({ code }) => code)
  expect(at19.map(({ commune }) => commune.code)).toEqual(expect.arrayContaining(recognised))
  expect(at19).toHaveLength(recognised.length + 1)
})

test('totals rise from a little above the 890 of November 2017, and never fall', () => {
  const totals = CONSOLIDATED_PERIODS.map(totalOf)
  expect(totals[0]).toBeGreaterThanOrEqual(890)
  expect(totals[0]).toBeLessThanOrEqual(900)
  expect(totals.toSorted((a, b) => a - b)).toEqual(totals)
})

test('every closed month has one sheet a commune with all 50 measures answered', () => {
  for (const period of CONSOLIDATED_PERIODS) {
    const sheets = sheetsOf(period)
    expect(new Set(sheets.map(({ commune }) => commune.uid)).size).toBe(86)
    expect(sheets).toHaveLength(86)
  }
  for (const { values } of consolidated) expect(values.map(({ measure }) => measure)).toEqual([...MEASURES.keys()])
})

test('the shared rules find no fault in any answer, and come to the result that was planned', () => {
  const courses = planCourses()
  for (const { values } of demonstration.sheets) {
    for (const { measure: key, answer } of values) {
      const measure = MEASURES.get(key)
      expect(measure && checkAnswer(measure, answer)).toBeUndefined()
    }
  }
  for (const { commune, period } of consolidated) {
    const planned = courses.get(commune.uid)?.toSorted((a, b) => a.criterion - b.criterion)
    expect(results.get(`${commune.uid}/${period}`)).toEqual(
      planned?.map((course) => (isMetIn(course, monthOf(period)) ? 'met' : 'notMet')),
    )
  }
})

test('every sheet that was sent could be sent: nothing missing, every criterion lost since last month explained', () => {
  const lost: string[] = []
  for (const sheet of demonstration.sheets.filter(({ submissions }) => submissions.length > 0)) {
    const { commune, period, words } = sheet
    const now = judgeDemoSheet(sheet)
    const lastMonth = results.get(`${commune.uid}/${previousPeriod(period)}`) ?? null
    const judged = judgeValues(sheet, sheet.values)
    const measures = [...MEASURES.keys()].map((key) => ({ key, criterion: 0, result: judged.get(key) ?? 'missing' }))
    const criteria = now.map((result, index) => {
      const explanation = words.find(({ criterion }) => criterion === index + 1)?.explanation ?? null
      if (result === 'notMet' && lastMonth?.[index] === 'met') lost.push(`${period} ${index + 1}`)
      else expect(explanation).toBeNull()
      return { number: index + 1, result, explanation }
    })
    expect(findSubmissionFaults({ measures, criteria, lastMonth })).toEqual([])
  }
  expect(lost.length).toBeGreaterThanOrEqual(15)
})

test('each criterion that is not met has an obstacle, a remedy and a date for it after the month', () => {
  for (const sheet of consolidated) {
    const unmet = judgeDemoSheet(sheet).flatMap((result, index) => (result === 'met' ? [] : [index + 1]))
    expect(sheet.words.map(({ criterion }) => criterion)).toEqual(unmet)
    for (const { obstacle, remedy, remedyDueOn } of sheet.words) {
      expect(obstacle?.length).toBeGreaterThan(20)
      expect(remedy?.length).toBeGreaterThan(20)
      expect(remedyDueOn && remedyDueOn > lastDayOf(sheet.period)).toBe(true)
    }
  }
})

test('one measure keeps a criterion from being met more often than several do', () => {
  const failing = sheetsOf('2019-06').flatMap((sheet) => {
    const judged = judgeValues(sheet, sheet.values)
    return xa2016To2020.criteria.map(
      ({ indicators }) =>
        indicators.flatMap(({ measures }) => measures.filter(({ key }) => judged.get(key) === 'notMet')).length,
    )
  })
  const share = (count: number) => failing.filter((each) => each === count).length
  expect(share(1)).toBeGreaterThan(share(2) + share(3) + share(4))
  expect(share(2)).toBeGreaterThan(share(3))
  expect(Math.max(...failing)).toBeLessThanOrEqual(4)
})

test('planning is met everywhere, environment, income and poverty in few communes', () => {
  const met = (criterion: number) =>
    sheetsOf('2019-06').filter((sheet) => judgeDemoSheet(sheet)[criterion - 1] === 'met').length
  for (const easy of [1, 3, 4, 8, 12, 19]) expect(met(easy)).toBeGreaterThan(70)
  for (const hard of [2, 5, 6, 10, 11, 17]) expect(met(hard)).toBeLessThan(35)
  expect(met(1)).toBe(86)
})

test('household shares are counts out of the same number of households all year', () => {
  const counted = consolidated.flatMap(({ commune, period, values }) =>
    values
      .filter(({ answer }) => answer.denominator !== null)
      .map(({ measure, answer }) => ({ measure, place: `${commune.uid} ${period.slice(0, 4)}`, ...answer })),
  )
  expect(new Set(counted.map(({ measure }) => measure))).toEqual(
    new Set(['11.1', '9.2', '4.2', '17.1a', '17.1b', '17.6', '17.7']),
  )
  const households = new Map<string, Set<number | null>>()
  for (const { measure, place, denominator } of counted.filter(({ measure }) => measure !== '17.7')) {
    expect(denominator, measure).toBeGreaterThan(300)
    households.set(place, (households.get(place) ?? new Set()).add(denominator))
  }
  for (const denominators of households.values()) expect(denominators.size).toBe(1)
})

test('income and poverty have the scale of the province', () => {
  const june = sheetsOf('2019-06').map(({ values }) => new Map(values.map(({ measure, answer }) => [measure, answer])))
  const incomes = june.map((values) => Number(values.get('10.1')?.value))
  expect(Math.min(...incomes)).toBeGreaterThan(14)
  expect(Math.max(...incomes)).toBeLessThan(49)
  const poverty = june.map((values) => {
    const { numerator = null, denominator = null } = values.get('11.1') ?? {}
    return ((numerator ?? 0) / (denominator ?? 1)) * 100
  })
  expect(Math.min(...poverty)).toBeGreaterThan(0.5)
  expect(Math.max(...poverty)).toBeLessThan(56)
})
