import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeReport, owesReport } from '@ntm/shared/discipline/judge-report'
import { addDays, periodsBetween } from '@ntm/shared/periods/period'
import { openDatabase } from '../../db/client.js'
import { createTestDatabase } from '../../testing/database.js'
import { countReports } from './queries.js'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let owner: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase({ demo: false })
  owner = new pg.Pool({ connectionString: database.url, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const MONTHS = periodsBetween('2021-01', '2021-06').map((period) => ({ period, dueOn: `${period}-25` }))
const TODAY = '2021-08-01'
const day = fc.integer({ min: -40, max: 220 }).map((days) => addDays('2021-01-01', days))
const commune = fc.record({
  type: fc.constantFrom('xã', 'phường'),
  validFrom: fc.option(day),
  validTo: fc.option(day),
  reports: fc.array(fc.option(fc.record({ on: fc.option(day), answered: fc.integer({ min: 0, max: 1 }) })), {
    minLength: MONTHS.length,
    maxLength: MONTHS.length,
  }),
})
type Commune = typeof commune extends fc.Arbitrary<infer T> ? T : never

/** A province of generated communes, none of which anything else knows. */
async function write(communes: readonly Commune[]): Promise<number> {
  const one = async (sql: string, values: unknown[]) =>
    (await owner.query<{ id: number }>(sql, values)).rows[0]?.id ?? 0
  const addUnit = (code: string, kind: string, type: string, [from, to]: (string | null)[], parent: number | null) =>
    one(
      `with made as (select nextval(pg_get_serial_sequence('units', 'id'))::int id)
       insert into units (id, uid, code, kind, type, name, full_name, search_key, parent_id, path, valid)
       overriding system value
       select id, $1 || '-' || id, $1, $2, $3, 'Thử', 'Thử', 'thu', $6::int,
         (case when $6::int is null then '' else $6::int || '.' end || id)::ltree, daterange($4, $5, '[]') from made
       returning id`,
      [code, kind, type, from, to, parent],
    )
  await owner.query(`delete from sheets; delete from units where name = 'Thử' and kind = 'commune';
    delete from units where name = 'Thử'`)
  const province = await addUnit('99', 'province', 'tỉnh', [null, null], null)
  for (const [index, { type, validFrom, validTo, reports }] of communes.entries()) {
    const unit = await addUnit(`99${String(index).padStart(3, '0')}`, 'commune', type, [validFrom, validTo], province)
    for (const [month, report] of reports.entries()) {
      if (!report) continue
      await owner.query(
        `insert into sheets (unit_id, period, set_id, status, answered, first_submitted_at, submissions, created_at, updated_at)
         values ($1, $2, (select min(id) from criteria_sets), 'draft', $3, ($4::date + time '23:59:59') at time zone 'Asia/Ho_Chi_Minh', 0, now(), now())`,
        [unit, MONTHS[month]?.period, report.answered, report.on],
      )
    }
  }
  return province
}

test('what the database counts is what the rule says, for generated units that begin, end and report at any time', async () => {
  const db = openDatabase(owner)
  const valid = commune.filter(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo)
  await fc.assert(
    fc.asyncProperty(fc.array(valid, { minLength: 1, maxLength: 6 }), async (communes) => {
      const province = await write(communes)
      const counted = await countReports(db, [province], MONTHS, false)
      for (const [index, { period, dueOn }] of MONTHS.entries()) {
        const owed = communes.filter((each) => owesReport({ ...each, kind: 'commune' }, period))
        const states = owed.map(({ reports }) => {
          const report = reports[index]
          return judgeReport(
            report ? { firstSubmittedOn: report.on, answered: report.answered } : undefined,
            dueOn,
            TODAY,
          )
        })
        const sum = (pick: (row: (typeof counted)[number]) => number) =>
          counted.filter((row) => row.period === period).reduce((all, row) => all + pick(row), 0)
        expect(sum(({ expected }) => expected)).toBe(owed.length)
        expect(sum(({ reported }) => reported)).toBe(states.filter((state) => state !== 'missing').length)
        expect(sum(({ onTime }) => onTime)).toBe(states.filter((state) => state === 'onTime').length)
      }
    }),
    { numRuns: 25 },
  )
})
