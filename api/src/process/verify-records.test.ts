import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { Cleanup } from './cleanup.js'
import { checkRecords } from './verify-records.js'

let database: TestDatabase
let lines: string[]
beforeEach(async () => {
  lines = []
  database = await createTestDatabase({ demo: true })
})
afterEach(() => database.drop())

async function check(): Promise<boolean> {
  const cleanup = new Cleanup()
  const print = (line: string) => void lines.push(line)
  try {
    const config = readConfig({ DATABASE_URL: database.url })
    return await checkRecords(config, { cleanup, signal: new AbortController().signal, print })
  } finally {
    await cleanup.run((error) => expect.unreachable(String(error)))
  }
}

/** What somebody with the keys of the database could do. */
async function tamper(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('set session_replication_role = replica')
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('every month of the demonstration, judged again from its values, is what was put on record', async () => {
  expect(await check()).toBe(true)
  expect(lines).toEqual(['Tính lại từ số liệu gốc: 1548 kết quả của 18 kỳ đã tổng hợp đều khớp.'])
})

const AT_MAR = `unit_id = (select id from units where uid = '23512')`

test.each([
  [
    'a value',
    `update sheet_values set value = 100, numerator = null, denominator = null where year = 2018 and measure_id =
      (select id from measures where key = '11.1') and sheet_id =
      (select id from sheets where period = '2018-03' and ${AT_MAR})`,
    ['số xã tự đánh giá', 'số huyện duyệt', 'số chính thức đã lưu', 'số chính thức đang hiển thị'],
  ],
  [
    'the record',
    `update consolidated_results set met_mask = 0, not_met_mask = 0 where period = '2018-03' and ${AT_MAR}`,
    ['số chính thức đã lưu'],
  ],
  [
    'what dashboards show',
    `update monthly_results set met_mask = 0, not_met_mask = 0
      where period = '2018-03' and basis = 'official' and ${AT_MAR}`,
    ['số chính thức đang hiển thị'],
  ],
])('%s changed by hand is found, with its month and commune', async (_what, statement, expected) => {
  await tamper(statement)
  expect(await check()).toBe(false)
  expect(lines[0]).toMatch(/không khớp/)
  expect(lines.slice(1)).toEqual(expected.map((words) => `  - Kỳ 2018-03, xã 23512, bản 1: ${words}`))
})

test('a figure of a village changed by hand is found: it no longer adds up to what the commune has', async () => {
  await tamper(`update village_figures set denominator = denominator + 1 where (year, sheet_id, measure_id, village_id) =
    (select f.year, f.sheet_id, f.measure_id, f.village_id from village_figures f join sheets s on s.id = f.sheet_id
      where s.period = '2019-03' limit 1)`)
  expect(await check()).toBe(false)
  expect(lines.slice(1)).toEqual(['  - Kỳ 2019-03, xã 23311, bản 1: tổng số liệu các thôn'])
})
