import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import supertest from 'supertest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetFile, SetPublication } from '@ntm/shared/criteria/set-file-wire'
import type { CriteriaSetList } from '@ntm/shared/criteria/wire'
import { buildApp } from '../../app.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf } from '../../testing/sheets.js'

const SETS = '/api/v1/criteria-sets'

let service: TestApp
let office: Caller
let exported: CriteriaSetFile

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  exported = (await office.get(`${SETS}/xa-2016-2020/file`).expect(200)).body as CriteriaSetFile
})
afterAll(() => service.close())

/** The set in force as a new one of August 2019, after `change`. */
function revised(change: (file: CriteriaSetFile) => unknown = () => undefined): CriteriaSetFile {
  const file = structuredClone({ ...exported, code: 'xa-2019', validFrom: '2019-08-01', validTo: null })
  change(file)
  return file
}

const post = (file: object, query = '', caller = office) => caller.request('post', `${SETS}${query}`).send(file)
const listCodes = async () =>
  ((await office.get(SETS).expect(200)).body as CriteriaSetList).data.map(({ code, validTo }) => [code, validTo])

test('the exported file is the set as it stands, corrected thresholds included, and nothing is otherwise than itself', async () => {
  const measures = exported.criteria.flatMap(({ indicators }) => indicators.flatMap((each) => each.measures))
  expect(measures).toHaveLength(50)
  expect(measures.find(({ key }) => key === '2.4')?.thresholds).toMatchObject([{ value: 65, confirmed: true }])
  const answer = await post(revised(), '?dryRun=true').expect(200)
  expect(answer.body).toMatchObject({
    dryRun: true,
    previous: { code: 'xa-2016-2020', validTo: '2019-07-31' },
    counts: { criteria: 19, indicators: 49, measures: 50 },
    differences: [],
  })
})

describe('a trial', () => {
  let before: unknown
  beforeEach(async () => {
    before = await listCodes()
  })

  test('tells what differs and stores nothing', async () => {
    const file = revised(({ criteria }) => {
      const threshold = criteria[4]?.indicators[0]?.measures[0]?.thresholds[1]
      if (threshold) threshold.value = 80
      criteria[0]?.indicators.splice(1, 1)
    })
    const { differences } = (await post(file, '?dryRun=true').expect(200)).body as SetPublication
    expect(differences.map(({ part, key, change }) => `${part} ${key} ${change}`)).toEqual([
      'indicator 1.2 removed',
      'measure 1.2 removed',
      'threshold 1.2, * removed',
      'threshold 5.1, tay-nguyen changed',
    ])
    expect(await listCodes()).toEqual(before)
  })

  test('lists every fault with its place, in Vietnamese', async () => {
    const file = revised((each) => {
      each.code = 'xa-2016-2020'
      each.validFrom = '2019-07-01'
      const [indicator] = each.criteria[10]?.indicators ?? []
      if (indicator) indicator.leadAgency = 'khong-co'
      indicator?.measures[0]?.thresholds.push({ region: 'tay-nguyen', unit: '99999', value: 200, confirmed: false })
    })
    const answer = await post(file, '?dryRun=true')
    const measure = '/criteria/10/indicators/0/measures/0/thresholds'
    expectProblem(answer, {
      status: 422,
      code: 'set_invalid',
      pointers: [
        '/criteria/10/indicators/0/leadAgency',
        `${measure}/2/value`,
        `${measure}/2/unit`,
        '/code',
        '/validFrom',
      ],
    })
    expect(answer.text).toContain('11.1: Không có cơ quan phụ trách này.')
    expect(await listCodes()).toEqual(before)
  })

  test.each([
    ['an unknown field', { ...{}, extra: 1 }],
    ['a criterion that is no number', { criteria: [{ number: 'một' }] }],
  ])('%s is malformed', async (_what, part) => {
    expectProblem(await post({ ...revised(), ...part }, '?dryRun=true'), { status: 400, code: 'malformed_request' })
  })
})

test.each(['admin', 'ubnd', 'so.snnptnt', 'huyen.615', 'xa.23512'])('%s may not publish', async (username) => {
  expectProblem(await post(revised(), '', await service.as(username)), { status: 403, code: 'forbidden' })
  expectProblem(await post(revised(), '?dryRun=true', await service.as(username)), { status: 403, code: 'forbidden' })
})

describe('published from a month on', () => {
  test('it ends the set before, once, however often it is sent', async () => {
    const file = revised(({ criteria }) => {
      const threshold = criteria[10]?.indicators[0]?.measures[0]?.thresholds[1]
      if (threshold) Object.assign(threshold, { value: 5, confirmed: true, legalBasis: '1/QĐ-TTg' })
    })
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(file)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
    expect(await listCodes()).toEqual([
      ['xa-2016-2020', '2019-07-31'],
      ['xa-2019', null],
    ])
    const { body } = await office.get('/api/v1/audit?action=criteria.published').expect(200)
    expect((body as { data: object[] }).data).toMatchObject([
      { subject: { kind: 'criteria', key: 'xa-2019' }, new: { validFrom: '2019-08-01', measures: 50 } },
    ])
  })

  test('the month under way keeps its set, the next one has the new', async () => {
    const setOf = async (period: string) =>
      ((await office.get(addressOf('23512', period)).expect(200)).body as AssessmentView).criteriaSet
    expect([await setOf('2019-06'), await setOf('2019-07'), await setOf('2019-08')]).toEqual([
      'xa-2016-2020',
      'xa-2016-2020',
      'xa-2019',
    ])
  })

  test('overview, matrix, trend and sheets across both sets are answered', async () => {
    const august = await buildApp({ ...service.app.config, clockStart: '2019-08-02T08:00:00+07:00' })
    await august.listen({ host: '127.0.0.1', port: 0 })
    try {
      const commune = await service.as('xa.23512')
      const as = (caller: Caller) => ({ authorization: caller.authorization })
      const get = (path: string, caller = office) => supertest(august.server).get(path).set(as(caller)).expect(200)
      const overview = (await get('/api/v1/overview?unit=62&period=2019-08&basis=approved')).body as object
      expect(overview).toMatchObject({ criteriaSet: 'xa-2019', criteriaMet: { total: 0 } })
      await get('/api/v1/matrix?unit=62&period=2019-08&basis=approved')
      await get('/api/v1/trend?unit=62&to=2019-08&basis=approved')

      const sheet = addressOf('23512', '2019-08')
      const saved = await supertest(august.server)
        .patch(sheet)
        .set({ ...as(commune), 'if-match': '"0"' })
        .send({ values: [{ measure: '11.1', value: 6 }] })
      expect(saved.status, saved.text).toBe(200)
      expect((saved.body as AssessmentView).values.find(({ measure }) => measure === '11.1')).toMatchObject({
        result: 'notMet',
        threshold: { value: 5, confirmed: true },
      })
      await get(`${sheet}/changes?since=lastMonth`, commune)
      await get(`${sheet}/measure-history`, commune)
      await get('/api/v1/work', commune)
    } finally {
      await august.close()
    }
  })
})
