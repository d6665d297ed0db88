import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import {
  addressOf,
  fillAndSubmit,
  fullAnswers,
  handOutCommunes,
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

const countEvents = async (unit: string) => {
  const { rows } = await service.app.pool.query<{ action: string }>(
    `select action from audit_events e join units u on e.subject_key = u.uid || '/2019-07/1'
        where u.code = $1 order by e.id`,
    [unit],
  )
  return rows.map(({ action }) => action)
}
const explain = (sheet: AssessmentView) =>
  sheet.criteria
    .filter(({ lastMonth }) => lastMonth === 'met')
    .map(({ number }) => ({ number, explanation: 'Mưa bão làm hỏng công trình, đang khắc phục.' }))

test('a submission that brings its figures along begins, fills and hands in the sheet at once, and is told as both', async () => {
  const { unit, commune } = await takeCommune()
  const { sheet } = await readSheet(commune, unit)
  const request = { action: 'submit', values: await fullAnswers(commune), criteria: explain(sheet) } as const
  const answer = await commune.post(`${addressOf(unit)}/transitions`, 0, request).expect(200)
  const read = await readSheet(commune, unit)
  expect(answer.body).toEqual(read.sheet)
  expect(read.sheet).toMatchObject({ status: 'submitted', revision: 1 })
  expect(await countEvents(unit)).toEqual(['assessment.changed', 'assessment.submitted'])
})

test('a submission with figures leaves nothing of it when the sheet cannot be handed in', async () => {
  const { unit, commune } = await takeCommune()
  const before = await takeStock(service)
  const request = { action: 'submit', values: [{ measure: '11.1', value: 3 }] } as const
  const answer = await commune.post(`${addressOf(unit)}/transitions`, 0, request)
  expectProblem(answer, { status: 422, code: 'submission_incomplete' })
  expect(await takeStock(service)).toEqual(before)
})

test.each(['withdraw', 'return', 'approve', 'reopen'] as const)('figures do not come with “%s”', async (action) => {
  const { unit, commune } = await takeCommune()
  const { sheet } = await readSheet(commune, unit)
  const who =
    action === 'withdraw' ? commune : await service.as(action === 'reopen' ? 'vpdp' : `huyen.${sheet.parent.code}`)
  await fillAndSubmit(commune, unit)
  const before = await takeStock(service)
  const request = {
    action,
    reason: 'Đề nghị xem lại',
    values: [{ measure: '11.1', value: 3 }],
    expiresOn: '2019-07-30',
  }
  const answer = await move(who, unit, request)
  expectProblem(answer, { status: 422, code: 'invalid_values' })
  expect(await takeStock(service)).toEqual(before)
})

test('a sheet under review takes no figures by it', async () => {
  const { unit, commune } = await takeCommune()
  await fillAndSubmit(commune, unit)
  const answer = await move(commune, unit, { action: 'submit', values: [{ measure: '11.1', value: 3 }] })
  expectProblem(answer, { status: 409, code: 'wrong_status' })
})
