import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, openPool, type Database } from '../../db/client.js'
import { createTestDatabase, type TestDatabase } from '../../testing/database.js'
import { checkCatalogues, pickResultSet, type Catalogue } from '../criteria/queries.js'
import { findUnit } from '../units/queries.js'
import { countFiguresSince, countTotalsSince } from './find-figures.js'
import type { CountedMonth } from './queries.js'
import { countMonths, countTrend } from './remember-months.js'

const MONTHS: CountedMonth[] = [
  { period: '2019-07', basis: 'approved' },
  { period: '2019-07', basis: 'reported' },
  { period: '2019-06', basis: 'official' },
]
/** The province, a district of it and a commune of that district. */
const ROOTS = ['62', '608', '23317']

let database: TestDatabase
let pool: pg.Pool
let db: Database
let set: Catalogue
const paths: number[][] = []

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  pool = openPool(database.url, 4)
  db = openDatabase(pool)
  const picked = pickResultSet(await checkCatalogues(db), '2019-07-31')
  if (!picked) throw new RangeError('The reference data have no set of criteria')
  set = picked
  for (const code of ROOTS) paths.push((await getUnit(code)).path)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function getUnit(code: string) {
  const unit = await findUnit(db, code, '2019-07-31')
  if (!unit) throw new RangeError(`There is no unit ${code}`)
  return unit
}

const TREND = ['2019-05', '2019-06', '2019-07'].map((period) => ({ period, basis: 'official' as const }))

/** One month at a time: two of one period are told apart by whoever asks. */
async function recall(path: readonly number[]) {
  const months = await Promise.all(MONTHS.map((month) => countMonths(db, path, [month], set)))
  return { months, totals: (await countTrend(db, path, TREND)).map(({ total }) => total) }
}

async function countAnew(path: readonly number[]) {
  const counts = MONTHS.map((month) => countFiguresSince(db, path, [{ ...month, stamp: undefined }], set))
  const months = (await Promise.all(counts)).map(({ figures }) => figures)
  const { figures } = await countTotalsSince(
    db,
    path,
    TREND.map((month) => ({ ...month, stamp: undefined })),
  )
  const totals = TREND.map(({ period }) =>
    figures.reduce((sum, each) => sum + (each.period === period ? each.total : 0), 0),
  )
  return { months, totals }
}

/** What a route, a job or a hand in the database may do to what figures rest on; `$1` is any commune. */
const CHANGES = {
  'a sheet moves': `update sheets set status = case status when 'approved' then 'returned' else 'approved' end,
    submitted_at = coalesce(submitted_at, now()) where unit_id = $1 and period = '2019-07'`,
  'a result is written': `insert into monthly_results (period, basis, unit_id, revision, set_id, met_mask, not_met_mask)
    select '2019-07', 'approved', $1, 1, set_id, 5, 2 from criteria_sets s join sheets t on t.set_id = s.id
    where t.unit_id = $1 and t.period = '2019-07' limit 1
    on conflict (period, basis, unit_id) do update set met_mask = (excluded.met_mask # monthly_results.met_mask) & ~2,
      not_met_mask = 2`,
  'a result is taken back': `delete from monthly_results where unit_id = $1 and period = '2019-07' and basis = 'reported'`,
  'a result of record is put right': `update monthly_results set met_mask = met_mask & ~4
    where unit_id = $1 and period = '2019-06' and basis = 'official'`,
  'a result goes to another commune': `update monthly_results m set unit_id = u.id from units u
    where m.unit_id = $1 and m.period = '2019-07' and u.id = (select id from units v where kind = 'commune' and in_programme
      and not exists (select from monthly_results o where o.unit_id = v.id and o.period = '2019-07') order by v.id limit 1)`,
  'a commune is recognised': `insert into recognitions values ($1, '2019-05-01', null, 'thử') on conflict do nothing`,
  'a recognition is struck out': `delete from recognitions where unit_id = $1`,
  'a commune leaves the programme or comes back': `update units set type = case type when 'xã' then 'thị trấn' else 'xã' end where id = $1`,
  'a commune is renamed': `update units set name = name || '.' where id = $1`,
  'a commune goes to another district': `update units u set parent_id = d.id, path = d.path || u.id::text
    from units d where u.id = $1 and d.code = '614'`,
}
const KINDS = Object.keys(CHANGES) as (keyof typeof CHANGES)[]

async function listCommunes(): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from units where kind = 'commune' and in_programme and valid @> date '2019-07-31' order by id`,
  )
  return rows.map(({ id }) => id)
}

test('only the child is counted again that a change is in, and only the month', async () => {
  const [province = []] = paths
  const months = (['2019-07', '2019-06'] as const).map((period) => ({ period, basis: 'official' as const }))
  const { stamp } = await countFiguresSince(
    db,
    province,
    months.map((month) => ({ ...month, stamp: undefined })),
    set,
  )
  const since = () =>
    countFiguresSince(
      db,
      province,
      months.map((month) => ({ ...month, stamp })),
      set,
    )
  expect(await since()).toMatchObject({ wholePeriods: [], figures: [] })

  await pool.query(CHANGES['a sheet moves'], [(await getUnit('23323')).id])
  const { wholePeriods, figures } = await since()
  expect(wholePeriods).toEqual([])
  expect(figures.map(({ period, child }) => [period, child.code])).toEqual([['2019-07', '608']])
})

test('a move of a sheet is noted once, with its result', async () => {
  const { id } = await getUnit('23332')
  const client = await pool.connect()
  try {
    await client.query('begin')
    // An approval writes its result before the sheet.
    await client.query(CHANGES['a result is written'], [id])
    await client.query(CHANGES['a sheet moves'], [id])
    await client.query('commit')
    const { rows } = await client.query(
      `select kind from changes where unit_id = $1 and period = '2019-07'
       and xid = (select xid from changes where unit_id = $1 order by at desc limit 1)`,
      [id],
    )
    expect(rows).toEqual([{ kind: 'sheet' }])
  } finally {
    client.release()
  }
})

test('whatever changes, what is remembered is what would be counted', async () => {
  const communes = await listCommunes()
  await Promise.all(paths.map(recall))
  const plan = fc.sample(
    fc.array(fc.record({ kind: fc.constantFrom(...KINDS), commune: fc.constantFrom(...communes) }), {
      minLength: 1,
      maxLength: 3,
    }),
    { numRuns: 60, seed: 29 },
  )
  for (const changes of [...KINDS.map((kind) => [{ kind, commune: paths[2]?.at(-1) }]), ...plan]) {
    for (const { kind, commune } of changes) await pool.query(CHANGES[kind], [commune])
    for (const path of paths) expect(await recall(path), JSON.stringify(changes)).toEqual(await countAnew(path))
  }
})

test('what is under way is not in a figure, and is as soon as it is committed', async () => {
  const [province = []] = paths
  const client = await pool.connect()
  try {
    const before = await recall(province)
    await client.query('begin')
    await client.query(CHANGES['a result of record is put right'], [(await getUnit('23323')).id])
    expect(await recall(province)).toEqual(before)
    // Somebody else commits meanwhile: the one under way must not count as seen.
    await pool.query(CHANGES['a sheet moves'], [(await getUnit('23327')).id])
    await recall(province)
    await client.query('commit')
    expect(await recall(province)).toEqual(await countAnew(province))
  } finally {
    client.release()
  }
})

test('a month that two ask for at once while it changes is right afterwards', async () => {
  const [province = []] = paths
  const { id } = await getUnit('23332')
  for (let turn = 0; turn < 20; turn++) {
    await Promise.all([recall(province), pool.query(CHANGES['a result is written'], [id]), recall(province)])
    expect(await recall(province)).toEqual(await countAnew(province))
  }
})

test('every child is counted when changes since are not kept, all was emptied, or it was another database', async () => {
  const [province = []] = paths
  const month = { period: '2019-07', basis: 'approved' } as const
  const wholeSince = async (stamp: string) =>
    (await countFiguresSince(db, province, [{ ...month, stamp }], set)).wholePeriods
  const stampNow = async () => (await countFiguresSince(db, province, [{ ...month, stamp: undefined }], set)).stamp

  expect(await wholeSince(await stampNow())).toEqual([])
  expect(await wholeSince((await stampNow()).replace(/^\S+/, '1-1'))).toEqual(['2019-07'])

  const before = await stampNow()
  await pool.query('update changes_horizon set xid = pg_current_xact_id()')
  expect(await wholeSince(before)).toEqual(['2019-07'])
  expect(await wholeSince(await stampNow())).toEqual([])

  const beforeEmptying = await stampNow()
  await pool.query('truncate recognitions')
  expect(await wholeSince(beforeEmptying)).toEqual(['2019-07'])
})
