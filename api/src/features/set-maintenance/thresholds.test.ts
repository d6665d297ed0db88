import supertest from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MeasureThresholds, ThresholdDecided } from '@ntm/shared/criteria/maintenance-wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { buildApp } from '../../app.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { VILLAGE_COMMUNE } from '../../demo/demo-villages.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, listCommunes, move, readSheet, takeStock } from '../../testing/sheets.js'

const PATH = '/api/v1/criteria-sets/xa-2016-2020/measures'
const BASIS = { legalBasis: '22/2017/QĐ-UBND', reason: 'Đã đối chiếu phụ lục của quyết định.' }

let service: TestApp
let office: Caller
let drafts: string[]

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  // What is collected from villages is not typed.
  drafts = (await listCommunes(service, 'draft')).filter((code) => code !== VILLAGE_COMMUNE)
})
afterAll(() => service.close())

async function read(key: string, caller = office) {
  const answer = await caller.get(`${PATH}/${key}/thresholds`).expect(200)
  return { view: answer.body as MeasureThresholds, version: Number(answer.headers.etag?.replaceAll('"', '')) }
}

async function decide(key: string, decision: object, caller = office) {
  const { version } = await read(key)
  return caller.post(`${PATH}/${key}/thresholds`, version, { ...BASIS, ...decision })
}

/** Value and threshold of a measure in a sheet as it is shown. */
async function shown(unit: string, key: string, period?: string) {
  const { sheet, version } = await readSheet(await service.as(`xa.${unit}`), unit, period)
  const value = sheet.values.find(({ measure }) => measure === key)
  const criterion = sheet.criteria.find(({ number }) => number === Number.parseInt(key, 10))
  return { ...value, version, reported: criterion?.reported, summary: sheet.summary }
}

async function answerPercent(unit: string, key: string, value: number): Promise<AssessmentView> {
  const caller = await service.as(`xa.${unit}`)
  const { version } = await readSheet(caller, unit)
  return (await caller.patch(addressOf(unit), version, { values: [{ measure: key, value }] }).expect(200))
    .body as AssessmentView
}

describe('confirming', () => {
  test('keeps the value, says on what it rests, and leaves the former row as history', async () => {
    const before = (await read('2.1')).view
    const answer = await decide('2.1', { value: 100 })
    expect(answer.status, answer.text).toBe(201)
    const { current, replaced } = answer.body as ThresholdDecided
    expect(before.current).toMatchObject([{ value: 100, confirmed: false }])
    expect(current).toMatchObject([
      { value: 100, confirmed: true, legalBasis: BASIS.legalBasis, reason: BASIS.reason, setBy: 'province' },
    ])
    expect(current[0]?.recordedBy).toBe('Văn phòng Điều phối nông thôn mới tỉnh')
    expect(replaced).toMatchObject([{ id: before.current[0]?.id, value: 100, confirmed: false }])
    expect(replaced[0]?.replacedAt).not.toBeNull()
  })

  test('is audited with what held before and why', async () => {
    const { body } = await office.get('/api/v1/audit?action=threshold.confirmed').expect(200)
    expect((body as { data: object[] }).data[0]).toMatchObject({
      subject: { kind: 'threshold', key: 'xa-2016-2020/2.1' },
      old: { value: 100, confirmed: false },
      new: { value: 100, confirmed: true, legalBasis: BASIS.legalBasis },
      reason: BASIS.reason,
    })
  })

  test('what is confirmed just so already is refused', async () => {
    expectProblem(await decide('2.1', { value: 100 }), { status: 422, code: 'threshold_unchanged' })
  })
})

describe('correcting', () => {
  const key = '11.1'
  let unit: string

  beforeAll(() => {
    unit = drafts[0] ?? ''
  })

  test('changes a draft at once: threshold, result, criterion and ETag', async () => {
    await answerPercent(unit, key, 6.5)
    const before = await shown(unit, key)
    expect(before).toMatchObject({ result: 'met', threshold: { value: 7, confirmed: false } })

    const answer = await decide(key, { value: 6 })
    expect(answer.status, answer.text).toBe(201)
    const after = await shown(unit, key)
    expect(after).toMatchObject({ result: 'notMet', reported: 'notMet', threshold: { value: 6, confirmed: true } })
    expect(after.version).toBe(before.version + 1)
    const { rejudged } = answer.body as ThresholdDecided
    expect(rejudged.sheets).toBeGreaterThanOrEqual(rejudged.changed)
    expect(rejudged.changed).toBeGreaterThanOrEqual(1)
  })

  test('leaves consolidated months as they were judged, and shows the threshold of then', async () => {
    expect(await shown(unit, key, '2019-06')).toMatchObject({ threshold: { value: 7, confirmed: false } })
  })

  test('the masks of every open sheet are those of its values', async () => {
    const { rows } = await service.app.pool.query(
      `select s.id from sheets s join lateral (
        select coalesce(bit_or(1 << (m.criterion - 1)) filter (where v.result = 'notMet'), 0) not_met
        from sheet_values v join measures m on m.id = v.measure_id where v.sheet_id = s.id
      ) judged on true where s.status in ('draft', 'returned') and judged.not_met <> s.not_met_mask`,
    )
    expect(rows).toEqual([])
  })

  test('a submitted sheet keeps its threshold, and is judged by the new one when it is sent again', async () => {
    const commune = drafts[1] ?? ''
    const caller = await service.as(`xa.${commune}`)
    const sent = await fillAndSubmit(caller, commune)
    expect(sent.values.find(({ measure }) => measure === '12.1')).toMatchObject({ threshold: { value: 90 } })
    expect((await decide('12.1', { value: 91 })).status).toBe(201)
    expect(await shown(commune, '12.1')).toMatchObject({ result: 'met', threshold: { value: 90 } })

    await move(caller, commune, { action: 'withdraw' })
    const again = await move(caller, commune, { action: 'submit' })
    expect(again.status, again.text).toBe(200)
    expect(await shown(commune, '12.1')).toMatchObject({ result: 'notMet', threshold: { value: 91, confirmed: true } })
  })

  test('for one commune holds for that commune alone', async () => {
    const other = drafts[2] ?? ''
    await answerPercent(other, key, 6.5)
    expect((await decide(key, { value: 7, unit: other, year: 2019 })).status).toBe(201)
    expect(await shown(other, key)).toMatchObject({ result: 'met', threshold: { value: 7 } })
    expect(await shown(unit, key)).toMatchObject({ result: 'notMet', threshold: { value: 6 } })
  })

  test('for another year leaves this year alone', async () => {
    expect((await decide(key, { value: 5, year: 2020 })).status).toBe(201)
    expect(await shown(unit, key)).toMatchObject({ threshold: { value: 6 } })
  })
})

describe('who and how', () => {
  let stock: unknown
  beforeEach(async () => {
    stock = await takeStock(service)
  })

  test.each(['admin', 'ubnd', 'so.snnptnt', 'huyen.615', 'xa.23512', 'mttq'])('%s may not', async (username) => {
    const caller = await service.as(username)
    expectProblem(await decide('11.1', { value: 6 }, caller), { status: 403, code: 'forbidden' })
    expect(await takeStock(service)).toEqual(stock)
  })

  test('everybody who is signed in may read the history, nobody else', async () => {
    const { view } = await read('11.1', await service.as('xa.23512'))
    expect(view.replaced.length).toBeGreaterThan(0)
    expectProblem(await service.anonymous.get(`${PATH}/11.1/thresholds`), { status: 401, code: 'not_signed_in' })
  })

  test.each([
    ['a percentage above 100', '11.1', { value: 100.5 }, ['/value']],
    ['đạt as a percentage', '11.1', { value: true }, ['/value']],
    ['a number for đạt/chưa đạt', '1.1', { value: 1 }, ['/value']],
    ['a foreign region', '11.1', { value: 5, region: 'dong-bang' }, ['/region']],
    ['a commune of the whole nation', '11.1', { value: 5, region: '*', unit: '23512' }, ['/region']],
    ['a unit that is none', '11.1', { value: 5, unit: '99999' }, ['/unit']],
    ['a district', '11.1', { value: 5, unit: '615' }, ['/unit']],
    ['no basis and hardly a reason', '11.1', { value: 5, legalBasis: ' ', reason: 'sửa' }, ['/legalBasis', '/reason']],
  ])('%s is refused, and nothing changes', async (_what, key, decision, pointers) => {
    expectProblem(await decide(key, decision), { status: 422, code: 'threshold_invalid', pointers })
    expect(await takeStock(service)).toEqual(stock)
  })

  test('without having read the latest it is refused', async () => {
    const body = { ...BASIS, value: 4 }
    const path = `${PATH}/11.1/thresholds`
    expectProblem(await office.request('post', path).send(body), { status: 428, code: 'if_match_required' })
    expectProblem(await office.post(path, 1, body), { status: 412, code: 'stale_version' })
    expectProblem(await office.post(`${PATH}/99.9/thresholds`, 1, body), { status: 404, code: 'measure_not_found' })
  })

  test('of twenty at once one is taken', async () => {
    const { version } = await read('13.1')
    const body = { ...BASIS, value: true }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => office.post(`${PATH}/13.1/thresholds`, version, body)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 412)])
  })

  test('sent again with its key it changes nothing more', async () => {
    const { version } = await read('14.1')
    const send = () =>
      office.post(`${PATH}/14.1/thresholds`, version, { ...BASIS, value: true }).set('idempotency-key', 'confirm-14.1')
    const [first, again] = [await send(), await send()]
    expect(first.status, first.text).toBe(201)
    expect(again.text).toBe(first.text)
    expect((await read('14.1')).version).toBe(version + 1)
  })
})

test('a threshold is never rewritten nor taken away, not even by hand', async () => {
  const { pool } = service.app
  await expect(pool.query('update thresholds set value = 1 where id = 1')).rejects.toThrow(/never rewritten/)
  await expect(pool.query('delete from thresholds where id = 1')).rejects.toThrow(/never rewritten/)
})

test('another copy of the service judges by the new threshold at once, and shows it within a tenth of a second', async () => {
  const commune = drafts[15] ?? ''
  const caller = await service.as(`xa.${commune}`)
  const copy = await buildApp(service.app.config)
  await copy.listen({ host: '127.0.0.1', port: 0 })
  try {
    const other = supertest(copy.server)
    const path = '/api/v1/criteria-sets/xa-2016-2020'
    await other.get(path).set('authorization', caller.authorization).expect(200)
    expect((await decide('15.1', { value: 86.5 })).status).toBe(201)

    const saved = await other
      .patch(addressOf(commune))
      .set({ authorization: caller.authorization, 'if-match': `"${(await readSheet(caller, commune)).version}"` })
      .send({ values: [{ measure: '15.1', value: 86 }] })
    expect(saved.status, saved.text).toBe(200)
    const value = (saved.body as AssessmentView).values.find(({ measure }) => measure === '15.1')
    expect(value).toMatchObject({ result: 'notMet', threshold: { value: 86.5, confirmed: true } })

    await new Promise((resolve) => setTimeout(resolve, 150))
    const { body } = await other.get(path).set('authorization', caller.authorization).expect(200)
    expect(JSON.stringify(body)).toContain('86.5')
  } finally {
    await copy.close()
  }
})

test('drafts that are saved while a threshold is corrected end up judged by the new one', async () => {
  const communes = drafts.slice(3, 15)
  const callers = await Promise.all(communes.map((unit) => service.as(`xa.${unit}`)))
  const versions = await Promise.all(
    communes.map(async (unit, index) => (await readSheet(callers[index] ?? office, unit)).version),
  )
  const { version } = await read('9.2')
  const saves = communes.map((unit, index) =>
    callers[index]?.patch(addressOf(unit), versions[index] ?? 0, { values: [{ measure: '9.2', value: 77 }] }),
  )
  const correction = office.post(`${PATH}/9.2/thresholds`, version, { ...BASIS, value: 77.5 })
  const [answer, ...saved] = await Promise.all([correction, ...saves])
  expect(answer.status, answer.text).toBe(201)
  // Whoever was later than the correction has read a version that it changed.
  expect(saved.filter((each) => ![200, 412].includes(each?.status ?? 0))).toEqual([])
  const { rows } = await service.app.pool.query(
    `select distinct t.value::float8 "value", v.result from sheet_values v join sheets s on s.id = v.sheet_id
    join measures m on m.id = v.measure_id join thresholds t on t.id = v.threshold_id
    where s.period = '2019-07' and s.status in ('draft', 'returned') and m.key = $1 and v.value = 77`,
    ['9.2'],
  )
  expect(rows).toEqual([{ value: 77.5, result: 'notMet' }])
})
