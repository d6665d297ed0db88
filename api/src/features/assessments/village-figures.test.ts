import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HistoryPage } from '@ntm/shared/assessments/history-wire'
import type { VillageFiguresPatch, VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { rollUp } from '@ntm/shared/villages/roll-up'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, fullAnswers, move, readSheet } from '../../testing/sheets.js'

const COMMUNE = '23311'
let service: TestApp
let officer: Caller
let district: Caller
let office: Caller

beforeAll(async () => {
  service = await startTestApp()
  officer = await service.as(`xa.${COMMUNE}`)
  district = await service.as('huyen.608')
  office = await service.as('vpdp')
})
afterAll(() => service.close())

async function readFigures(period = '2019-07', caller = officer) {
  const answer = await caller.get(`${addressOf(COMMUNE, period)}/village-figures`).expect(200)
  const view = answer.body as VillageFiguresView
  const version = Number(/^"(\d+)"$/.exec(answer.headers.etag ?? '')?.[1])
  return { view, version, of: (measure: string) => getMeasure(view, measure) }
}

function getMeasure(view: VillageFiguresView, measure: string) {
  const found = view.measures.find((each) => each.measure === measure)
  if (!found) throw new RangeError(`No ${measure}`)
  return found
}

async function patch(body: VillageFiguresPatch, period = '2019-07', caller = officer) {
  const { version } = await readFigures(period)
  return caller.patch(`${addressOf(COMMUNE, period)}/village-figures`, version, body)
}

const oneFigure = (measure: string, village: string, numerator: number | null, denominator: number | null) => ({
  measures: [{ measure, figures: [{ village, numerator, denominator }] }],
})

test('every month of 2019 has figures of the nine villages that come to exactly what the commune reports', async () => {
  for (const period of ['2019-01', '2019-06']) {
    const { view } = await readFigures(period)
    expect(view.villages.map(({ fullName }) => fullName)).toEqual([
      ...['Thôn 1', 'Thôn 2', 'Thôn 3', 'Thôn 4', 'Thôn 6', 'Thôn 8', 'Thôn 9', 'Làng Play Rơ Lâng', 'Làng Yang Roong'],
    ])
    const collected = view.measures.filter((measure) => measure.collected)
    expect(collected.map(({ measure }) => measure)).toEqual(['9.2', '11.1', '17.1a', '17.1b', '17.6', '17.7'])
    for (const { figures, numerator, denominator, missing } of collected) {
      expect(missing).toEqual([])
      expect(rollUp(figures)).toEqual({ numerator, denominator })
    }
  }
})

test('a village figure and the sum of the commune change together, and the story tells both', async () => {
  const before = (await readFigures()).of('9.2')
  const old = before.figures.find(({ village }) => village === '23311-09')
  const answer = await patch(oneFigure('9.2', '23311-09', (old?.numerator ?? 0) + 3, (old?.denominator ?? 0) + 1))
  expect(answer.status, answer.text).toBe(200)
  const after = getMeasure(answer.body as VillageFiguresView, '9.2')
  expect(after).toMatchObject({
    numerator: (before.numerator ?? 0) + 3,
    denominator: (before.denominator ?? 0) + 1,
  })
  const { sheet, version } = await readSheet(officer, COMMUNE)
  expect(answer.headers.etag).toBe(`"${version}"`)
  expect(sheet.villageMeasures).toContain('9.2')
  expect(sheet.values.find(({ measure }) => measure === '9.2')).toMatchObject({
    numerator: after.numerator,
    denominator: after.denominator,
  })
  const { body } = await officer.get(`${addressOf(COMMUNE)}/history?limit=1`).expect(200)
  expect((body as HistoryPage).data[0]).toMatchObject({
    action: 'assessment.changed',
    values: [{ measure: '9.2', numerator: after.numerator }],
    villages: [{ measure: '9.2', village: 'Làng Yang Roong', before: { numerator: old?.numerator } }],
  })
})

test('what is collected from villages cannot be typed beside them, but its note can', async () => {
  const { version } = await readSheet(officer, COMMUNE)
  const typed = { values: [{ measure: '9.2', value: 99 }] }
  const refused = await officer.patch(addressOf(COMMUNE), version, typed)
  expectProblem(refused, { status: 422, code: 'invalid_values' })
  expect(refused.body.errors[0]).toMatchObject({ pointer: '/values/0', code: 'collected_from_villages' })
  await officer.patch(addressOf(COMMUNE), version, { values: [{ measure: '9.2', note: 'Theo thôn' }] }).expect(200)
  const { of } = await readFigures()
  expect(of('9.2').figures).toHaveLength(9)
})

test('a measure is collected from the day it is chosen, and typed again when it is not', async () => {
  const chosen = await patch({ measures: [{ measure: '17.2', collected: true }] })
  expect(getMeasure(chosen.body as VillageFiguresView, '17.2')).toMatchObject({ collected: true, value: null })
  expect(getMeasure(chosen.body as VillageFiguresView, '17.2').missing).toHaveLength(9)
  const summed = await patch(oneFigure('17.2', '23311-01', 3, 4))
  expect(getMeasure(summed.body as VillageFiguresView, '17.2')).toMatchObject({ value: 75, result: 'notMet' })
  const given = await patch({ measures: [{ measure: '17.2', collected: false }] })
  expect(getMeasure(given.body as VillageFiguresView, '17.2')).toMatchObject({
    ...{ collected: false, figures: [], missing: [], numerator: 3, denominator: 4 },
  })
  const { version } = await readSheet(officer, COMMUNE)
  await officer.patch(addressOf(COMMUNE), version, { values: [{ measure: '17.2', value: 100 }] }).expect(200)
})

test('each figure that breaks a rule is named, and nothing is written', async () => {
  const { of, version } = await readFigures()
  const answer = await patch({
    measures: [
      {
        measure: '9.2',
        figures: [
          { village: '23311-01', numerator: 5, denominator: 4 },
          { village: '23311-02', numerator: 5, denominator: null },
          { village: '23512-01', numerator: 1, denominator: 2 },
          { village: '23311-03', numerator: 0, denominator: 0 },
        ],
      },
      { measure: '15.1', collected: true },
    ],
  })
  expectProblem(answer, { status: 422, code: 'invalid_values' })
  const errors = answer.body.errors as { pointer: string; code: string }[]
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/measures/0/figures/0/numerator numerator_exceeds_denominator',
    '/measures/0/figures/1/denominator ratio_incomplete',
    '/measures/0/figures/2/village unknown_village',
    '/measures/1/measure not_collectable',
  ])
  expect((await readFigures()).of('9.2')).toEqual(of('9.2'))
  expect((await readFigures()).version).toBe(version)
})

test('fifty who have read the same sheet: one writes, the others are told', async () => {
  const { version } = await readFigures()
  const path = `${addressOf(COMMUNE)}/village-figures`
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => officer.patch(path, version, oneFigure('17.6', '23311-01', n, 400))),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 412)).toHaveLength(49)
  const { of } = await readFigures()
  const { figures, numerator, denominator } = of('17.6')
  expect(rollUp(figures)).toEqual({ numerator, denominator })
})

test('the commune alone writes; a sheet that waits for its review takes nothing', async () => {
  expectProblem(await patch(oneFigure('9.2', '23311-01', 1, 2), '2019-07', district), {
    status: 403,
    code: 'forbidden',
  })
  const consolidated = await patch(oneFigure('9.2', '23311-01', 1, 2), '2019-06')
  expectProblem(consolidated, { status: 409, code: 'sheet_locked' })
  const unversioned = await officer
    .request('patch', `${addressOf(COMMUNE)}/village-figures`)
    .send(oneFigure('9.2', '23311-01', 1, 2))
  expectProblem(unversioned, { status: 428, code: 'if_match_required' })
})

test('a village without a figure keeps the sheet from being sent, by name', async () => {
  const { version, sheet } = await readSheet(officer, COMMUNE)
  const lost = sheet.criteria.filter(({ lastMonth }) => lastMonth === 'met')
  const values = (await fullAnswers(officer)).filter(({ measure }) => !sheet.villageMeasures.includes(measure))
  const criteria = lost.map(({ number }) => ({ number, explanation: 'Mưa bão làm hỏng công trình, đang khắc phục.' }))
  await officer.patch(addressOf(COMMUNE), version, { values, criteria }).expect(200)
  const refused = await move(officer, COMMUNE, { action: 'submit' })
  expectProblem(refused, { status: 422, code: 'submission_incomplete' })
  const errors = refused.body.errors as { pointer: string; code: string; message: string }[]
  const told = errors.find(({ pointer, code }) => pointer === '/values/17.7' && code === 'villages_missing')
  expect(told?.message).toContain('Thôn 1, Thôn 2')

  const { view } = await readFigures()
  const nobody = view.villages.map(({ code }) => ({ village: code, numerator: 0, denominator: 0 }))
  expect((await patch({ measures: [{ measure: '17.7', figures: nobody }] })).status).toBe(200)
  const empty = await move(officer, COMMUNE, { action: 'submit' })
  expectProblem(empty, { status: 422, code: 'submission_incomplete' })
  const codes = (empty.body.errors as typeof errors).filter(({ pointer }) => pointer === '/values/17.7')
  expect(codes.map(({ code }) => code)).toEqual(['measure_missing', 'villages_empty'])

  const measures = view.measures
    .filter(({ missing }) => missing.length > 0)
    .map(({ measure, missing }) => ({
      measure,
      figures: missing.map((village) => ({ village, numerator: 90, denominator: 100 })),
    }))
  expect((await patch({ measures })).status).toBe(200)
  const sent = await move(officer, COMMUNE, { action: 'submit' })
  expect(sent.status, sent.text).toBe(200)
  expectProblem(await patch(oneFigure('9.2', '23311-01', 1, 2)), { status: 409, code: 'wrong_status' })
})

test('a correction of a consolidated month begins with the figures of the record, which stay', async () => {
  const before = await readFigures('2019-06')
  const reason = 'Xã đính chính số hộ của một thôn.'
  const opened = await move(office, COMMUNE, { action: 'reopen', reason, expiresOn: '2019-08-05' }, '2019-06')
  expect(opened.status, opened.text).toBe(200)
  expect((await readFigures('2019-06')).of('9.2')).toEqual(before.of('9.2'))
  expect((await patch(oneFigure('9.2', '23311-01', 1, 400), '2019-06')).status).toBe(200)
  const path = `${addressOf(COMMUNE, '2019-06')}/village-figures?revision=1`
  const { body } = await officer.get(path).expect(200)
  expect(getMeasure(body as VillageFiguresView, '9.2')).toEqual(before.of('9.2'))
})

test('the next month is collected in the same way, before it is begun and after', async () => {
  const { sheet } = await readSheet(officer, COMMUNE, '2019-08')
  expect(sheet.status).toBe('notStarted')
  expect(sheet.villageMeasures).toEqual(['9.2', '11.1', '17.1a', '17.1b', '17.6', '17.7'])
})

test('a commune without villages that collects from them is told of no villages, only that the figure is missing', async () => {
  const unit = await findCommune(service, 'draft')
  const lonely = await service.as(`xa.${unit}`)
  const { version } = await readSheet(lonely, unit)
  const body = { measures: [{ measure: '9.2', collected: true }] }
  await lonely.patch(`${addressOf(unit)}/village-figures`, version, body).expect(200)
  const refused = await move(lonely, unit, { action: 'submit' })
  expectProblem(refused, { status: 422, code: 'submission_incomplete' })
  const errors = refused.body.errors as { pointer: string; code: string }[]
  const told = errors.filter(({ pointer }) => pointer === '/values/9.2')
  expect(told.map(({ code }) => code)).toEqual(['measure_missing'])
})

test('a figure that is saved while its village ends is not left in the sum', async () => {
  expect((await move(officer, COMMUNE, { action: 'withdraw', reason: 'Cần sửa một số liệu' })).status).toBe(200)
  const { view, version } = await readFigures()
  const village = view.villages.at(-1)?.code ?? ''
  const ending = await service.app.pool.connect()
  await ending.query('begin')
  // As the list of a commune is claimed for a change of it.
  await ending.query(`select from units where code = $1 and kind = 'commune' for no key update`, [COMMUNE])
  const saved = officer
    .patch(`${addressOf(COMMUNE)}/village-figures`, version, oneFigure('11.1', village, 1, 2))
    .then((answer) => answer)
  await waitUntilLocked()
  await ending.query(`update units set valid = daterange(lower(valid), '2019-07-01') where code = $1`, [village])
  await ending.query('commit')
  ending.release()
  expectProblem(await saved, { status: 422, code: 'invalid_values', pointers: ['/measures/0/figures/0/village'] })
})

test('of villages that end while their figures are saved none is left in a sum, and nobody waits for ever', async () => {
  const { view, version } = await readFigures()
  const [village] = view.villages.slice(-2, -1)
  const before = await officer.get(`/api/v1/villages/${village?.code}`).expect(200)
  const { version: seen } = before.body as { version: number }
  const [saved, ended] = await Promise.all([
    officer.patch(`${addressOf(COMMUNE)}/village-figures`, version, oneFigure('11.1', village?.code ?? '', 3, 4)),
    officer.post(`/api/v1/villages/${village?.code}/transitions`, seen, {
      ...{ action: 'end', lastDay: '2019-07-01', basis: 'số 1' },
    }),
  ])
  expect([200, 412, 422]).toContain(saved.status)
  expect(ended.status, ended.text).toBe(200)
  const { of } = await readFigures()
  expect(of('11.1').figures.map((figure) => figure.village)).not.toContain(village?.code)
})

/** Until some statement waits for another transaction; a second at most. */
async function waitUntilLocked(): Promise<void> {
  for (let look = 0; look < 50; look += 1) {
    const { rows } = await service.app.pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`)
    if (rows.length > 0) return
    await pause(20)
  }
}
