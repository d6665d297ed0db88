import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { startTestApp, type Caller, type Test, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, fillAndSubmit, fullAnswers, listCommunes, readSheet, takeStock } from '../../testing/sheets.js'

let service: TestApp
let communes: string[]

beforeAll(async () => {
  service = await startTestApp()
  communes = await listCommunes(service, 'notStarted')
})
afterAll(() => service.close())

/** A commune of its own for each test, with its officer and its reviewer. */
async function takeCommune() {
  const unit = communes.shift() ?? ''
  const commune = await service.as(`xa.${unit}`)
  const { sheet } = await readSheet(commune, unit)
  return { unit, commune, district: await service.as(`huyen.${sheet.parent.code}`) }
}

/** Sends all at once, after the second for which the service remembers what seldom changes. */
async function sendAll(count: number, send: (index: number) => Test): Promise<Awaited<Test>[]> {
  await pause(1_100)
  return Promise.all(Array.from({ length: count }, async (_, index) => send(index)))
}

function countStatuses(answers: readonly Awaited<Test>[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function countEvents(unit: string, action: string): Promise<number> {
  const { rows } = await service.app.pool.query<{ count: number }>(
    `select count(*) count from audit_events e join units u on e.subject_key like u.uid || '/2019-07/%'
    where e.action = $1 and u.code = $2`,
    [action, unit],
  )
  return rows[0]?.count ?? 0
}

describe('one ETag in many hands', () => {
  test('of 50 who begin a sheet at once one does, and 49 read that it has moved on', async () => {
    const { unit, commune } = await takeCommune()
    const answers = await sendAll(50, (index) =>
      commune.patch(addressOf(unit), 0, { values: [{ measure: '11.1', value: index }] }),
    )
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 49 })
    const winner = answers.findIndex(({ status }) => status === 200)
    const { sheet, version } = await readSheet(commune, unit)
    expect(version).toBe(1)
    expect(sheet.values.find(({ measure }) => measure === '11.1')?.value).toBe(winner)
    expect(await countEvents(unit, 'assessment.changed')).toBe(1)
    const losers = answers.filter(({ status }) => status === 412)
    for (const loser of losers) expectProblem(loser, { status: 412, code: 'stale_version' })
  })

  test('of 50 who edit a draft at once one does', async () => {
    const { unit, commune } = await takeCommune()
    await commune.patch(addressOf(unit), 0, { values: [{ measure: '1.1', value: true }] }).expect(200)
    const answers = await sendAll(50, (index) =>
      commune.patch(addressOf(unit), 1, { values: [{ measure: '11.1', value: index }] }),
    )
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 49 })
    expect((await readSheet(commune, unit)).version).toBe(2)
    expect(await countEvents(unit, 'assessment.changed')).toBe(2)
  })

  test('of 10 who submit at once one does: one receipt, one submission', async () => {
    const { unit, commune } = await takeCommune()
    await commune.patch(addressOf(unit), 0, { values: await fullAnswers(commune) }).expect(200)
    const answers = await sendAll(10, () => commune.post(`${addressOf(unit)}/transitions`, 1, { action: 'submit' }))
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 9 })
    expect(await countEvents(unit, 'assessment.submitted')).toBe(1)
  })

  test('of 20 reviewers who decide at once, some one way and some the other, one decides', async () => {
    const { unit, commune, district } = await takeCommune()
    await fillAndSubmit(commune, unit)
    const { version } = await readSheet(commune, unit)
    const returned = [{ indicator: '11.1', reason: 'Thiếu danh sách hộ nghèo.' }]
    const answers = await sendAll(20, (index) => {
      const body = index % 2 === 0 ? { action: 'approve' } : { action: 'return', returned }
      return district.post(`${addressOf(unit)}/transitions`, version, body)
    })
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 19 })
    const moves = (await countEvents(unit, 'assessment.approved')) + (await countEvents(unit, 'assessment.returned'))
    expect(moves).toBe(1)
    const winner = answers.find(({ status }) => status === 200)?.body as AssessmentView
    expect((await readSheet(commune, unit)).sheet.status).toBe(winner.status)
  })

  test('a commune that takes its sheet back while the district approves it: one of the two', async () => {
    const { unit, commune, district } = await takeCommune()
    await fillAndSubmit(commune, unit)
    const { version } = await readSheet(commune, unit)
    const answers = await sendAll(2, (index) =>
      index === 0
        ? commune.post(`${addressOf(unit)}/transitions`, version, { action: 'withdraw' })
        : district.post(`${addressOf(unit)}/transitions`, version, { action: 'approve' }),
    )
    expect(countStatuses(answers)[200]).toBe(1)
    const { sheet } = await readSheet(commune, unit)
    const { rows } = await service.app.pool.query<{ basis: string }>(
      `select basis from monthly_results r join units u on u.id = r.unit_id
      where u.code = $1 and r.period = '2019-07' order by basis`,
      [unit],
    )
    expect(rows.map(({ basis }) => basis)).toEqual(sheet.status === 'approved' ? ['approved', 'reported'] : [])
  })

  test('edits of many sheets at once are all done', async () => {
    const drafts = await listCommunes(service, 'draft')
    const sheets = await Promise.all(
      drafts.map(async (unit) => {
        const commune = await service.as(`xa.${unit}`)
        return { unit, commune, version: (await readSheet(commune, unit)).version }
      }),
    )
    await pause(1_100)
    const answers = await Promise.all(
      sheets.map(({ unit, commune, version }) =>
        commune.patch(addressOf(unit), version, { values: [{ measure: '10.1', value: 5 }] }),
      ),
    )
    expect(countStatuses(answers)).toEqual({ 200: sheets.length })
  })
})

describe('an Idempotency-Key', () => {
  const submit = (caller: Caller, unit: string, version: number, key: string, body: object = { action: 'submit' }) =>
    caller.post(`${addressOf(unit)}/transitions`, version, body).set('idempotency-key', key)

  async function fillOne() {
    const { unit, commune } = await takeCommune()
    await commune.patch(addressOf(unit), 0, { values: await fullAnswers(commune) }).expect(200)
    return { unit, commune }
  }

  test('sent 100 times at once has one effect and gets 100 equal answers', async () => {
    const { unit, commune } = await fillOne()
    const answers = await sendAll(100, () => submit(commune, unit, 1, 'one-hundred'))
    expect(countStatuses(answers)).toEqual({ 200: 100 })
    expect(new Set(answers.map(({ text, headers }) => `${headers.etag} ${text}`)).size).toBe(1)
    expect(await countEvents(unit, 'assessment.submitted')).toBe(1)
    expect((await readSheet(commune, unit)).version).toBe(2)
  })

  test('that comes again later, also with a stale ETag, gets the answer once given', async () => {
    const { unit, commune } = await fillOne()
    const first = await submit(commune, unit, 1, 'again').expect(200)
    const withdrawn = commune.post(`${addressOf(unit)}/transitions`, 2, { action: 'withdraw' })
    await withdrawn.expect(200)
    const again = await submit(commune, unit, 1, 'again').expect(200)
    expect(again.text).toBe(first.text)
    expect(again.headers.etag).toBe('"2"')
    expect((await readSheet(commune, unit)).sheet.status).toBe('draft')
  })

  test('with another body, or at another address, is refused', async () => {
    const { unit, commune } = await fillOne()
    await submit(commune, unit, 1, 'other').expect(200)
    const before = await takeStock(service)
    const refusal = { status: 422, code: 'idempotency_key_reused' }
    expectProblem(await submit(commune, unit, 2, 'other', { action: 'withdraw' }), refusal)
    expectProblem(await submit(commune, '23512', 2, 'other'), refusal)
    expect(await takeStock(service)).toEqual(before)
  })

  test('of a request that was refused is free again', async () => {
    const { unit, commune } = await takeCommune()
    await commune.patch(addressOf(unit), 0, { values: (await fullAnswers(commune)).slice(1) }).expect(200)
    expectProblem(await submit(commune, unit, 1, 'retry'), { status: 422, code: 'submission_incomplete' })
    await commune.patch(addressOf(unit), 1, { values: [{ measure: '1.1', value: true }] }).expect(200)
    await submit(commune, unit, 2, 'retry').expect(200)
  })

  test('belongs to its account: another account with the same key does its own work', async () => {
    const one = await fillOne()
    const two = await fillOne()
    await submit(one.commune, one.unit, 1, 'shared').expect(200)
    const answer = await submit(two.commune, two.unit, 1, 'shared').expect(200)
    expect((answer.body as AssessmentView).unit.code).toBe(two.unit)
  })

  test.each(['', ' ', 'two words', 'x'.repeat(256)])('“%s” is no key', async (key) => {
    const unit = '23512'
    const commune = await service.as(`xa.${unit}`)
    expectProblem(await submit(commune, unit, 1, key), { status: 400, code: 'idempotency_key_invalid' })
  })
})
