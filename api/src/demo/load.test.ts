import { afterAll, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import { openPool } from '../db/client.js'
import { verifyPassword } from '../features/access/password.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { DEMO_PASSWORD } from './demo-accounts.js'
import { loadDemonstration } from './load.js'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, 2)
  await loadDemonstration(pool)
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await pool.query<Row>(text, values)).rows
}

test('the official results of June 2019 and December 2018 are those the province published', async () => {
  const rows = await query(
    `select period, count(*) communes, sum(met) total, round(avg(met), 2)::text mean,
       count(*) filter (where met = 19) at19, count(*) filter (where met between 15 and 18) from15,
       count(*) filter (where met between 10 and 14) from10, count(*) filter (where met between 5 and 9) from5
     from monthly_results where basis = 'official' and period in ('2018-12', '2019-06') group by period order by period`,
  )
  expect(rows).toMatchObject([
    { period: '2018-12', communes: 86, total: 981, mean: '11.41' },
    { period: '2019-06', communes: 86, total: 1052, mean: '12.23', at19: 18, from15: 8, from10: 19, from5: 41 },
  ])
})

test('every recognised commune meets all criteria in June 2019, and one more does', async () => {
  const [row] = await query(
    `select count(*) at19, count(r.unit_id) recognised
     from monthly_results m left join recognitions r using (unit_id)
     where m.period = '2019-06' and m.basis = 'official' and m.met = 19`,
  )
  expect(row).toEqual({ at19: 18, recognised: 17 })
})

test('each closed month has 86 consolidated sheets with all 50 measures, judged alike on every basis', async () => {
  const [row] = await query(
    `select count(*) sheets, count(distinct s.period) periods, min(v.answers) fewest, max(v.answers) most,
       bool_and(v.unmet = 0 or s.not_met_mask > 0) consistent
     from sheets s
     join (select sheet_id, count(*) answers, count(*) filter (where result = 'notMet') unmet
       from sheet_values where value is not null group by sheet_id) v on v.sheet_id = s.id
     where s.status = 'consolidated'`,
  )
  expect(row).toEqual({ sheets: 18 * 86, periods: 18, fewest: 50, most: 50, consistent: true })
  const [results] = await query(
    `select count(*) rows, count(distinct (period, unit_id, met_mask, not_met_mask)) different
     from monthly_results where period < '2019-07'`,
  )
  expect(results).toEqual({ rows: 3 * 18 * 86, different: 18 * 86 })
})

test('July 2019 has results as reported from submission on and as approved from approval on', async () => {
  const rows = await query(
    `select s.status, count(*) sheets, count(reported.met) reported, count(approved.met) approved
     from sheets s
     left join monthly_results reported on (reported.period, reported.unit_id, reported.basis) = (s.period, s.unit_id, 'reported')
     left join monthly_results approved on (approved.period, approved.unit_id, approved.basis) = (s.period, s.unit_id, 'approved')
     where s.period = '2019-07' group by s.status order by s.status`,
  )
  expect(rows).toEqual([
    { status: 'approved', sheets: 21, reported: 21, approved: 21 },
    { status: 'draft', sheets: 21, reported: 0, approved: 0 },
    { status: 'returned', sheets: 5, reported: 5, approved: 0 },
    { status: 'submitted', sheets: 22, reported: 22, approved: 0 },
  ])
})

test('the masks of a sheet are those of its values', async () => {
  const [row] = await query(
    `select count(*) wrong from sheets s join lateral (
       select coalesce(bit_or(1 << (m.criterion - 1)) filter (where v.result = 'notMet'), 0) not_met
       from sheet_values v join measures m on m.id = v.measure_id where v.sheet_id = s.id
     ) judged on true where judged.not_met <> s.not_met_mask`,
  )
  expect(row).toEqual({ wrong: 0 })
})

test('every account can sign in with the one password and holds one role in its place', async () => {
  const rows = await query<{
    username: string
    hash: string
    role: string
    unit: string | null
    agency: string | null
  }>(
    `select a.username, a.password_hash hash, g.role, u.uid unit, agency.code agency
     from accounts a join role_grants g on g.account_id = a.id
     left join units u on u.id = g.unit_id left join agencies agency on agency.id = g.agency_id
     where a.username in ('admin', 'vpdp', 'so.stnmt', 'huyen.615', 'xa.23473') order by a.username`,
  )
  expect(rows.map(({ username, role, unit, agency }) => ({ username, role, unit, agency }))).toEqual([
    { username: 'admin', role: 'administrator', unit: null, agency: null },
    { username: 'huyen.615', role: 'districtOfficer', unit: '615', agency: null },
    { username: 'so.stnmt', role: 'departmentOfficer', unit: null, agency: 'stnmt' },
    { username: 'vpdp', role: 'provincialOffice', unit: '62', agency: null },
    { username: 'xa.23473', role: 'communeOfficer', unit: '23473-xa', agency: null },
  ])
  const [counts] = await query(
    `select count(*) accounts, count(distinct password_hash) hashes,
       (select count(*) from role_grants) grants, (select count(*) from accountable_officials) officials
     from accounts`,
  )
  expect(counts).toEqual({ accounts: 126, hashes: 1, grants: 126, officials: 97 })
  expect(await verifyPassword(rows[0]?.hash, DEMO_PASSWORD)).toBe(true)
})

test('each submission has a receipt that tells which one it is', async () => {
  const [row] = await query(
    `select count(*) submissions, count(distinct b.receipt) receipts,
       bool_and(b.receipt ~ ('^NTM-\\d{4}-' || u.code || '-1-' || to_char(b.number, 'FM00') || '$')) fitting
     from sheet_submissions b join sheets s on s.id = b.sheet_id join units u on u.id = s.unit_id`,
  )
  const submissions = 18 * 86 + 48 + 3
  expect(row).toEqual({ submissions, receipts: submissions, fitting: true })
})

test('the trail tells who sent and judged a sheet, and nobody judged their own', async () => {
  const [row] = await query(
    `select count(*) filter (where action = 'assessment.submitted') submitted,
       count(*) filter (where action = 'assessment.returned') returned,
       count(*) filter (where action = 'assessment.approved') approved,
       count(*) filter (where action = 'period.consolidated') consolidated,
       max(field_at) < '2019-07-22T08:00:00+07:00' before_the_clock
     from audit_events`,
  )
  expect(row).toEqual({
    submitted: 18 * 86 + 48 + 3,
    returned: 5 + 3,
    approved: 18 * 86 + 21,
    consolidated: 18,
    before_the_clock: true,
  })
  expect(await query('select id from sheets where reviewed_by = any(author_ids)')).toEqual([])
})

test('one threshold is confirmed and one corrected, each with its former row', async () => {
  const rows = await query(
    `select m.key, t.value::float8 "value", t.confirmed, t.legal_basis like '%minh họa%' demonstration,
       t.replaced_at is not null replaced
     from thresholds t join measures m on m.id = t.measure_id where m.key in ('2.2', '2.4') order by m.key, t.id`,
  )
  expect(rows).toEqual([
    { key: '2.2', value: 70, confirmed: false, demonstration: null, replaced: true },
    { key: '2.2', value: 70, confirmed: true, demonstration: true, replaced: false },
    { key: '2.4', value: 70, confirmed: false, demonstration: null, replaced: true },
    { key: '2.4', value: 65, confirmed: true, demonstration: true, replaced: false },
  ])
})

test('sheets that were sent before keep the threshold of then; open ones are judged by the corrected one', async () => {
  const rows = await query(
    `select case when s.status in ('draft', 'returned') then 'open' else 'sent' end state,
       array_agg(distinct t.value::float8) thresholds,
       bool_and((v.value >= t.value) = (v.result = 'met')) consistent
     from sheet_values v join sheets s on s.id = v.sheet_id join thresholds t on t.id = v.threshold_id
     join measures m on m.id = v.measure_id where m.key = '2.4' and v.value is not null group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { state: 'open', thresholds: [65], consistent: true },
    { state: 'sent', thresholds: [70], consistent: true },
  ])
})

test('a database that is not empty is left as it is', async () => {
  const count = 'select count(*) from sheet_values union all select count(*) from audit_events'
  const before = await query(count)
  await loadDemonstration(pool)
  expect(await query(count)).toEqual(before)
})
