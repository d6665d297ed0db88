import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Basis } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { openDatabase, type Database } from '../../db/client.js'
import { createTestDatabase, type TestDatabase } from '../../testing/database.js'
import { listCatalogues, pickResultSet } from '../criteria/queries.js'
import { findUnit } from '../units/queries.js'
import { listMapped, readLineage } from './find-mapped.js'
import { countMonths } from './remember-months.js'
import { countRows, settleRows } from './settle-rows.js'

const IMPORTED = '2015-12'

let database: TestDatabase
let pool: pg.Pool
let db: Database

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  db = openDatabase(pool)
  await importMonth()
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** Of every five communes two have marks, one only a count, one nothing decided of any criterion, and one no result. */
async function importMonth(): Promise<void> {
  await pool.query(
    `with sent as (
       insert into imports (kind, state, step, is_dry_run, file_name, format, bytes, sha256, account_id, scope_id, trace_id,
         source, source_date, created_at)
       select 'pastResults', 'succeeded', 'apply', false, 'cu.csv', 'csv', 1, sha256('x'), a.id, u.id, 'x', 'Báo cáo',
         '2016-01-15', now()
       from accounts a, units u where a.username = 'vpdp' and u.code = '62' returning id
     ), places as (
       select id, row_number() over (order by code) no from units
       where kind = 'commune' and in_programme and valid @> $2::date
     )
     insert into monthly_results (period, basis, unit_id, revision, set_id, met_mask, not_met_mask, import_id, count_only)
     select $1, 'official', p.id, 1, $3, case when no % 5 < 2 then no * 6007 % 524288 else 0 end,
       case when no % 5 < 2 then 524287 & ~(no * 6007 % 524288)::int else 0 end, sent.id,
       case when no % 5 = 2 then no % 20 end
     from places p, sent where no % 5 < 4`,
    [IMPORTED, lastDayOf(IMPORTED), await setIdOf(IMPORTED)],
  )
}

async function setIdOf(period: string): Promise<number | undefined> {
  return pickResultSet(await listCatalogues(db), lastDayOf(period))?.id
}

test.each<{ unit: string; period: string; basis: Basis }>([
  { unit: '62', period: IMPORTED, basis: 'official' },
  { unit: '615', period: IMPORTED, basis: 'official' },
  { unit: '62', period: '2019-06', basis: 'official' },
  { unit: '62', period: '2019-06', basis: 'approved' },
  { unit: '62', period: '2019-07', basis: 'reported' },
])('rows and SQL count $unit in $period ($basis) alike', async ({ unit, period, basis }) => {
  const day = lastDayOf(period)
  const root = await findUnit(db, unit, day)
  const set = pickResultSet(await listCatalogues(db), day)
  if (!root || !set) throw new Error(`Nothing to count of ${unit} in ${period}`)
  const months = [{ period, basis }]
  const counted = await countMonths(db, root.path, months, set)
  expect(counted.length).toBeGreaterThan(5)

  const rows = await listMapped(db, { paths: [root.path], ids: [], day }, months)
  const settled = settleRows(rows, root.path, day, await readLineage(db))
  const byChild = await Promise.all(
    counted.map(async ({ child }) => {
      const id = (await findUnit(db, child.code, day))?.id
      const below = settled.filter((row) => row.settled.kind === 'child' && row.settled.id === id)
      return { period, child, ...countRows(below, set) }
    }),
  )
  expect(counted).toMatchObject(byChild)
})

test('the imported month that they count has results of every kind', async () => {
  const { rows } = await pool.query<Record<string, number>>(
    `select count(*) filter (where met_mask <> 0)::int marked, count(count_only)::int counted,
       count(*) filter (where met_mask = 0 and not_met_mask = 0 and count_only is null)::int undecided
     from monthly_results where period = $1`,
    [IMPORTED],
  )
  expect(Object.values(rows[0] ?? {}).every((count) => count > 10)).toBe(true)
})
