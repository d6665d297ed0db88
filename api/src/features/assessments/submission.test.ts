import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import {
  addressOf,
  fillAndSubmit,
  fullAnswers,
  JULY,
  handOutCommunes,
  listMeasures,
  move,
  readSheet,
  takeStock,
} from '../../testing/sheets.js'

let service: TestApp
let takeCommune: Awaited<ReturnType<typeof handOutCommunes>>

beforeAll(async () => {
  service = await startTestApp()
  takeCommune = await handOutCommunes(service)
})
afterAll(() => service.close())

async function fill(
  commune: Caller,
  unit: string,
  values: unknown[],
  criteria: unknown[] = [],
): Promise<AssessmentView> {
  const { version } = await readSheet(commune, unit)
  const answer = await commune.patch(addressOf(unit), version, { values, criteria }).expect(200)
  return answer.body as AssessmentView
}

/** A criterion that was met in June, with a measure of it and an answer that fails it. */
async function findLosable(commune: Caller, unit: string) {
  const { sheet } = await readSheet(commune, unit)
  const measures = await listMeasures(commune)
  const number = sheet.criteria.find(({ lastMonth }) => lastMonth === 'met')?.number ?? 0
  const measure = measures.find(({ criterion }) => criterion === number)?.key ?? ''
  return { number, measure }
}

describe('a sheet cannot be submitted', () => {
  test('before it was begun', async () => {
    const { unit, commune } = await takeCommune()
    const answer = await commune.post(`${addressOf(unit)}/transitions`, 0, { action: 'submit' })
    expectProblem(answer, { status: 409, code: 'wrong_status' })
  })

  test('while measures have no answer; each is named', async () => {
    const { unit, commune } = await takeCommune()
    const values = await fullAnswers(commune)
    await fill(commune, unit, values.slice(0, -3))
    const before = await takeStock(service)
    expectProblem(await move(commune, unit, { action: 'submit' }), {
      status: 422,
      code: 'submission_incomplete',
      pointers: values.slice(-3).map(({ measure }) => `/values/${measure}`),
    })
    expect(await takeStock(service)).toEqual(before)
  })

  test('while a measure that had an answer has lost it again', async () => {
    const { unit, commune } = await takeCommune()
    await fill(commune, unit, await fullAnswers(commune))
    await fill(commune, unit, [{ measure: '11.1', value: null }])
    const pointers = ['/values/11.1']
    expectProblem(await move(commune, unit, { action: 'submit' }), {
      status: 422,
      code: 'submission_incomplete',
      pointers,
    })
  })

  test('while a criterion that was met last month and is not now goes unexplained', async () => {
    const { unit, commune } = await takeCommune()
    const { number, measure } = await findLosable(commune, unit)
    await fill(commune, unit, await fullAnswers(commune, [measure]))
    const refusal = { status: 422, code: 'submission_incomplete', pointers: [`/criteria/${number}/explanation`] }
    expectProblem(await move(commune, unit, { action: 'submit' }), refusal)

    await fill(commune, unit, [], [{ number, explanation: ' \n ' }])
    expectProblem(await move(commune, unit, { action: 'submit' }), refusal)

    await fill(commune, unit, [], [{ number, explanation: 'Trạm y tế xuống cấp sau bão.' }])
    expect((await move(commune, unit, { action: 'submit' })).status).toBe(200)
  })

  test('twice: with the version that was read before it is stale, with the new one out of order', async () => {
    const { unit, commune } = await takeCommune()
    await fill(commune, unit, await fullAnswers(commune))
    const { version } = await readSheet(commune, unit)
    const submit = (version: number) => commune.post(`${addressOf(unit)}/transitions`, version, { action: 'submit' })
    const first = await submit(version).expect(200)
    const before = await takeStock(service)
    expectProblem(await submit(version), { status: 412, code: 'stale_version' })
    expectProblem(await submit(version + 1), { status: 409, code: 'wrong_status' })
    expect(await takeStock(service)).toEqual(before)
    expect((await readSheet(commune, unit)).sheet.receipt).toBe((first.body as AssessmentView).receipt)
  })
})

describe('what is submitted', () => {
  test('is judged on exact ratios: two of three is not 66.67 %', async () => {
    const { unit, commune } = await takeCommune()
    const sheet = await fill(commune, unit, [{ measure: '17.1a', numerator: 2, denominator: 3 }])
    expect(sheet.values.find(({ measure }) => measure === '17.1a')).toMatchObject({
      value: 66.67,
      numerator: 2,
      denominator: 3,
    })
  })

  test('is kept as it was, under its receipt', async () => {
    const { unit, commune } = await takeCommune()
    const { receipt } = await fillAndSubmit(commune, unit)
    const { rows } = await service.app.pool.query<{ answers: Record<string, unknown[]>; number: number }>(
      'select answers, number from sheet_submissions where receipt = $1',
      [receipt],
    )
    expect(rows[0]?.number).toBe(1)
    expect(Object.keys(rows[0]?.answers ?? {})).toHaveLength(50)
    expect(rows[0]?.answers['1.1']).toEqual([1, null, null, false, 'met'])
  })

  test('no longer takes edits, and says who holds it and what to do', async () => {
    const { unit, commune } = await takeCommune()
    await fillAndSubmit(commune, unit)
    const { version } = await readSheet(commune, unit)
    const answer = await commune.patch(addressOf(unit), version, { values: [{ measure: '11.1', value: 1 }] })
    const problem = expectProblem(answer, { status: 409, code: 'wrong_status' })
    expect(problem.detail).toMatch(/UBND (huyện|thành phố) .+ đang thẩm tra\. .*rút phiếu/)
  })

  test('gives each submission a receipt of its own', async () => {
    const { unit, commune } = await takeCommune()
    const receipts = [(await fillAndSubmit(commune, unit)).receipt]
    for (let round = 0; round < 2; round += 1) {
      await move(commune, unit, { action: 'withdraw' })
      receipts.push(((await move(commune, unit, { action: 'submit' })).body as AssessmentView).receipt)
    }
    expect(new Set(receipts).size).toBe(3)
  })

  test('and then taken back leaves the month before as the last that was reported', async () => {
    const { unit, commune } = await takeCommune()
    await fillAndSubmit(commune, unit)
    await move(commune, unit, { action: 'withdraw' })
    const { rows } = await service.app.pool.query(
      `select basis from monthly_results r join units u on u.id = r.unit_id where u.code = $1 and period = $2`,
      [unit, JULY],
    )
    expect(rows).toEqual([])
  })
})

describe('an edit', () => {
  test('changes only what it names', async () => {
    const { unit, commune } = await takeCommune()
    const { values } = await fill(
      commune,
      unit,
      [
        { measure: '11.1', value: 6.5, note: 'Nguồn: điều tra' },
        { measure: '17.1a', numerator: 120, denominator: 150 },
      ],
      [{ number: 11, obstacle: 'Thiếu vốn', remedy: 'Lồng ghép', remedyDueOn: '2019-12-31' }],
    )
    const after = await fill(commune, unit, [{ measure: '17.1a', note: 'Ghi chú' }], [{ number: 11, remedy: 'Vay' }])
    const changed = after.values.filter((value, index) => JSON.stringify(value) !== JSON.stringify(values[index]))
    expect(changed).toMatchObject([{ measure: '17.1a', value: 80, numerator: 120, denominator: 150, note: 'Ghi chú' }])
    expect(after.criteria[10]).toMatchObject({ obstacle: 'Thiếu vốn', remedy: 'Vay', remedyDueOn: '2019-12-31' })
  })

  test('that says a measure is applicable, as it was, keeps its value', async () => {
    const { unit, commune } = await takeCommune()
    await fill(commune, unit, [{ measure: '11.1', value: 6.5 }])
    const { values } = await fill(commune, unit, [{ measure: '11.1', notApplicable: false, note: 'Đã kiểm tra' }])
    expect(values.find(({ measure }) => measure === '11.1')).toMatchObject({ value: 6.5, note: 'Đã kiểm tra' })
  })

  test('puts a value in the place of a ratio, a ratio in the place of a value, and null in the place of both', async () => {
    const { unit, commune } = await takeCommune()
    const read = async (patch: object) =>
      (await fill(commune, unit, [{ measure: '17.1a', ...patch }])).values.find(({ measure }) => measure === '17.1a')
    expect(await read({ numerator: 1, denominator: 2 })).toMatchObject({ value: 50, numerator: 1, denominator: 2 })
    expect(await read({ numerator: 2 })).toMatchObject({ value: 100, numerator: 2, denominator: 2 })
    expect(await read({ value: 40 })).toMatchObject({ value: 40, numerator: null, denominator: null })
    expect(await read({ numerator: 3, denominator: 4 })).toMatchObject({ value: 75, numerator: 3 })
    expect(await read({ value: null })).toMatchObject({ value: null, numerator: null, result: 'missing' })
  })

  test('keeps text composed, and blank text as none', async () => {
    const { unit, commune } = await takeCommune()
    const obstacle = 'Thiếu nước sạch'
    const { criteria } = await fill(
      commune,
      unit,
      [],
      [{ number: 17, obstacle: obstacle.normalize('NFD'), remedy: '  ' }],
    )
    expect(criteria[16]).toMatchObject({ obstacle, remedy: null })
  })

  test('stores script and formulas as the text that they are', async () => {
    const { unit, commune } = await takeCommune()
    const note = `<script>alert(1)</script> =HYPERLINK("http://x") '; drop table sheets; -- 𝒳 🌾`
    const { values } = await fill(commune, unit, [{ measure: '1.1', value: true, note }])
    expect(values[0]).toMatchObject({ note })
  })
})
