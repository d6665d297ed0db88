import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentPatch, AssessmentView, TransitionRequest } from '@ntm/shared/assessments/wire'
import { inTransaction } from '../../db/client.js'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { addressOf, findCommune, fullAnswers, listCommunes, readSheet, takeStock } from '../../testing/sheets.js'

let service: TestApp
let owner: pg.Client
let unit: string
let other: string
let commune: Caller
let district: Caller
let clerk: Caller

beforeAll(async () => {
  service = await startTestApp()
  owner = new pg.Client({ connectionString: service.databaseUrl })
  await owner.connect()
  ;[unit = '', other = ''] = await listCommunes(service, 'notStarted')
  commune = await service.as(`xa.${unit}`)
  clerk = await service.as(`xa.${other}`)
  district = await service.as(`huyen.${(await readSheet(commune, unit)).sheet.parent.code}`)
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

/** Makes a change and compares its answer and ETag with what the same person reads next. */
async function expectAnswerAsRead(who: Caller, change: AssessmentPatch | TransitionRequest) {
  const { version } = await readSheet(who, unit)
  const path = addressOf(unit)
  const sent = 'action' in change ? who.post(`${path}/transitions`, version, change) : who.patch(path, version, change)
  const answer = await sent
  expect(answer.status, answer.text).toBe(200)
  const read = await who.get(path).expect(200)
  expect(answer.body).toEqual(read.body)
  expect(answer.headers.etag).toBe(read.headers.etag)
}

async function fill(): Promise<AssessmentPatch> {
  const { sheet } = await readSheet(commune, unit)
  const lost = sheet.criteria.filter(({ lastMonth }) => lastMonth === 'met')
  const explanation = '  Mưa bão làm hỏng công trình, đang khắc phục. '
  return { values: await fullAnswers(commune), criteria: lost.map(({ number }) => ({ number, explanation })) }
}

test('a change answers with the sheet as it is read after it, whoever changes what', async () => {
  await expectAnswerAsRead(commune, { values: [{ measure: '11.1', value: 8.25, note: ' Đã rà soát ' }] })
  await expectAnswerAsRead(commune, await fill())
  await expectAnswerAsRead(commune, {
    values: [
      { measure: '17.1a', numerator: 1, denominator: 3 },
      { measure: '10.1', value: 1234567890.1234 },
      { measure: '11.1', value: null, note: null },
    ],
    criteria: [{ number: 1, obstacle: 'Thiếu vốn', remedy: 'Lồng ghép', remedyDueOn: '2019-09-30' }],
  })
  await expectAnswerAsRead(commune, { criteria: [{ number: 1, obstacle: '' }] })
  await expectAnswerAsRead(commune, {})
  await expectAnswerAsRead(commune, await fill())
  await expectAnswerAsRead(commune, { action: 'submit' })
  await expectAnswerAsRead(commune, { action: 'withdraw', reason: 'Cần sửa một số liệu' })
  await expectAnswerAsRead(commune, { action: 'submit' })
  const returned = [{ indicator: '11.1', reason: 'Số liệu chưa khớp với sổ hộ nghèo' }]
  await expectAnswerAsRead(district, { action: 'return', reason: 'Đề nghị xem lại hộ nghèo', returned })
  await expectAnswerAsRead(commune, { values: [{ measure: '11.1', value: 6.5 }] })
  await expectAnswerAsRead(commune, { action: 'submit' })
  await expectAnswerAsRead(district, { action: 'approve' })
})

test('a save that names nothing leaves version, authors and history as they are', async () => {
  const place = await findCommune(service, 'draft')
  const officer = await service.as(`xa.${place}`)
  const { version } = await readSheet(officer, place)
  const before = await takeStock(service)
  const answer = await officer.patch(addressOf(place), version, {}).expect(200)
  expect(answer.headers.etag).toBe(`"${version}"`)
  await officer.patch(addressOf(place), version, { values: [], criteria: [] }).expect(200)
  expect(await takeStock(service)).toEqual(before)
  // Whoever has not read the sheet as it stands is still told so.
  await officer.patch(addressOf(place), version - 1, {}).expect(412)
})

test('of many who say the same on one version one is taken, though it stands already', async () => {
  const place = await findCommune(service, 'notStarted')
  const officer = await service.as(`xa.${place}`)
  const said = { values: [{ measure: '11.1', value: 7.5 }], criteria: [{ number: 1, obstacle: 'Thiếu vốn' }] }
  await officer.patch(addressOf(place), 0, said).expect(200)
  const answers = await Promise.all(Array.from({ length: 10 }, () => officer.patch(addressOf(place), 1, said)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(412)])
  expect((await readSheet(officer, place)).version).toBe(2)
})

/** As another copy of the service changes a value: with the version of its sheet, in one transaction. */
async function changeElsewhere(measure: string, value: number): Promise<void> {
  await inTransaction(service.app.pool, async (tx) => {
    const { rows } = await tx.$client.query<{ id: number }>(
      `update sheets s set version = version + 1 from units u
       where u.id = s.unit_id and u.code = $1 and s.period = '2019-07' returning s.id`,
      [other],
    )
    await tx.$client.query(
      `update sheet_values v set value = $3 from measures m
       where m.id = v.measure_id and m.key = $2 and v.year = 2019 and v.sheet_id = $1`,
      [rows[0]?.id, measure, value],
    )
  })
}

test('a save after one of another copy of the service takes the sheet for what it is by then', async () => {
  const save = async (values: NonNullable<AssessmentPatch['values']>, aheadBy = 0) => {
    const { version } = await readSheet(clerk, other)
    const answer = await clerk.patch(addressOf(other), version + aheadBy, { values })
    const read = await clerk.get(addressOf(other)).expect(200)
    if (answer.status === 200) expect(answer.body).toEqual(read.body)
    return answer
  }
  const valueOf = ({ body }: { body: unknown }, key: string) =>
    (body as AssessmentView).values.find(({ measure }) => measure === key)?.value
  const both = [
    { measure: '11.1', value: 8 },
    { measure: '12.1', value: 91 },
  ]
  await save(both)
  await save([{ measure: '11.1', value: 8.5 }])
  await changeElsewhere('12.1', 92)
  const next = await save([{ measure: '11.1', value: 9 }])
  expect([valueOf(next, '11.1'), valueOf(next, '12.1')]).toEqual([9, 92])

  // What was refused has left nothing behind that the next one could take for written.
  expect((await save([{ measure: '11.1', value: 1 }], 1)).status).toBe(412)
  await changeElsewhere('11.1', 7)
  expect((await save([{ measure: '11.1', value: 101 }])).status).toBe(422)
  expect(valueOf(await save([{ measure: '11.1', value: 9 }]), '11.1')).toBe(9)
})

test('a remembered sheet is read again when anything that it shows has changed elsewhere', async () => {
  const name = (table: string) => `update ${table} set name = name || ' mới'`
  const changes = {
    'a unit has another name': `${name('units')} where code = $1`,
    'the unit above has another name': `${name('units')} where id = (select parent_id from units where code = $1)`,
    'the office sets another day': `insert into periods (period, due_on, locks_on) select '2019-07', '2019-08-03', '2019-08-09'
      where $1 <> '' on conflict (period) do update set due_on = excluded.due_on`,
    'a result of the month before': `update monthly_results set met_mask = 0
      where period = '2019-06' and unit_id = (select id from units where code = $1)`,
    'a verdict is placed': `insert into verifications (sheet_id, unit_id, period, indicator, verdict, agency_id, account_id, verified_at)
      select s.id, s.unit_id, s.period, '11', 'confirmed', (select min(id) from agencies), (select min(id) from accounts), now()
      from sheets s join units u on u.id = s.unit_id where u.code = $1 and s.period = '2019-07'`,
    'who placed it has another name': `update accounts set display_name = 'Người khác'
      where id = (select min(id) from accounts) and $1 <> ''`,
    'its agency has another name': `${name('agencies')} where id = (select min(id) from agencies) and $1 <> ''`,
  }
  const save = async (value: number) => {
    const { version } = await readSheet(clerk, other)
    return clerk.patch(addressOf(other), version, { values: [{ measure: '11.1', value }] }).expect(200)
  }
  await save(5)
  for (const [index, [told, statement]] of Object.entries(changes).entries()) {
    const { rowCount } = await owner.query(statement, [other])
    expect(rowCount, told).toBeGreaterThan(0)
    const answer = await save(10 + index)
    expect(answer.body, told).toEqual((await clerk.get(addressOf(other)).expect(200)).body)
  }
})
