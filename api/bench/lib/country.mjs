// Makes the large country: provinces, districts and communes with years of consolidated months, bulk-loaded with COPY.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'

/** Root of the made country. It stands beside Kon Tum (62), whose 86 communes stay what they were. */
export const COUNTRY = '00'
export const PROVINCES = 63
const DISTRICTS_A_PROVINCE = 11
/** The month of the demonstration that is under way. */
export const OPEN_MONTH = '2019-07'
/** Different courses of a sheet; which one a commune follows depends on the commune and the month. */
const COURSES = 400

/** Months before the open one, latest last, and the open month itself at the end. */
export function listMonths(count) {
  const last = 2019 * 12 + 6
  return Array.from({ length: count }, (_, index) => {
    const month = last - (count - 1 - index)
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** Adds provinces, districts and communes below `COUNTRY`. @returns the communes' ids. */
export async function addCountry(client, communes) {
  const statement = `
    with made as (
      select 0 level, '${COUNTRY}' code, null::text parent
      union all
      select 1, (900 + n)::text, '${COUNTRY}' from generate_series(1, least(${PROVINCES}, $1::int)) n
    ), lower_units as (
      select 2 level, (1000 + n)::text code, (901 + n / ${DISTRICTS_A_PROVINCE})::text parent
      from generate_series(0, least(${PROVINCES}, $1::int) * ${DISTRICTS_A_PROVINCE} - 1) n
      union all
      select 3, (30000 + n)::text,
        (1000 + n * 1::bigint * (least(${PROVINCES}, $1::int) * ${DISTRICTS_A_PROVINCE}) / $1::int)::text
      from generate_series(0, $1::int - 1) n
    ), every as (select * from made union all select * from lower_units),
    numbered as (
      select *, nextval(pg_get_serial_sequence('units', 'id'))::int id from (select * from every order by level, code) e
    )
    insert into units (id, uid, code, kind, type, name, full_name, search_key, parent_id, path, valid)
    overriding system value
    select u.id, 'bench-' || u.code, u.code, (array['province', 'district', 'district', 'commune'])[u.level + 1],
      (array['tỉnh', 'tỉnh', 'huyện', 'xã'])[u.level + 1], 'Đo ' || u.code, 'Đơn vị đo ' || u.code, 'do ' || u.code,
      p1.id, concat_ws('.', p3.id, p2.id, p1.id, u.id)::ltree, daterange('1990-01-01', null)
    from numbered u
    left join numbered p1 on p1.code = u.parent
    left join numbered p2 on p2.code = p1.parent
    left join numbered p3 on p3.code = p2.parent
    order by u.id`
  await client.query(statement, [communes])
  const { rows } = await client.query(`select id from units where uid like 'bench-%' and kind = 'commune' order by id`)
  return rows.map(({ id }) => id)
}

/** The communes of Kon Tum that are in the programme in the open month. */
export async function listKonTum(client) {
  const { rows } = await client.query(
    `select u.id from units u join units root on root.code = '62' and u.path <@ root.path
     where u.kind = 'commune' and u.in_programme and u.valid @> '2019-07-31'::date order by u.id`,
  )
  return rows.map(({ id }) => id)
}

/**
 * Gives every commune a sheet with all its values and results in every month; all but the open month are consolidated.
 * Triggers and foreign keys are passed over, as a restored back-up passes them over: `client` is a superuser's.
 *
 * @returns how many values there are.
 */
export async function addMonths(client, communes, months, tell = () => undefined) {
  const facts = await readFacts(client)
  const courses = Array.from({ length: COURSES }, (_, index) => makeCourse(facts, index))
  await client.query(`set session_replication_role = replica; set synchronous_commit = off`)
  let values = 0
  for (const month of months) {
    const year = month.slice(0, 4)
    await client.query(
      `create table if not exists sheet_values_${year} partition of sheet_values for values in (${Number(year)})`,
    )
    values += await addMonth(client, month, communes, { ...facts, courses })
    if (month.endsWith('-12') || month === months.at(-1)) tell(`${month}: ${values.toLocaleString('en')} values`)
  }
  await client.query('reset session_replication_role; reset synchronous_commit')
  await client.query(`select setval(pg_get_serial_sequence('sheets', 'id'), (select max(id) from sheets))`)
  return values
}

async function readFacts(client) {
  const one = async (sql) => (await client.query(sql)).rows[0]
  const { rows: measures } = await client.query(
    `select distinct on (m.position) m.id, m.criterion, m.kind, m.comparator, t.id threshold, t.value::float8 "limit"
     from measures m join thresholds t on t.measure_id = m.id
     where m.set_id = (select id from criteria_sets where valid @> '2019-07-31'::date) order by m.position, t.id`,
  )
  return {
    measures,
    setId: (await one(`select id from criteria_sets where valid @> '2019-07-31'::date`)).id,
    author: (await one(`select id from accounts where username like 'xa.%' order by id limit 1`)).id,
    reviewer: (await one(`select id from accounts where username like 'huyen.%' order by id limit 1`)).id,
  }
}

/** One way in which a sheet can be filled in: the end of each of its lines for COPY, and the results they come to. */
function makeCourse({ measures }, index) {
  const met = (criterion) => (criterion * 7919 + index * 104_729) % 400 < index
  let metMask = 0
  let notMetMask = 0
  for (const { criterion } of measures) {
    if (met(criterion)) metMask |= 1 << (criterion - 1)
    else notMetMask |= 1 << (criterion - 1)
  }
  const lines = measures.map(({ id, criterion, kind, comparator, threshold, limit }) => {
    const isMet = met(criterion)
    const off = comparator === '<=' ? limit * 1.5 + 1 : limit * 0.75
    const value = kind === 'boolean' ? Number(isMet) : isMet ? limit : Number(off.toFixed(2))
    const ratio = kind === 'percent' && value <= 100 && index % 2 === 0 ? `${value * 10}\t1000` : '\\N\t\\N'
    return `${id}\t${value}\t${ratio}\tf\t${isMet ? 'met' : 'notMet'}\t${threshold}\t\\N\n`
  })
  return { lines, metMask, notMetMask }
}

async function addMonth(client, month, communes, { courses, setId, author, reviewer }) {
  const isOpen = month === OPEN_MONTH
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5)) + 12 * year
  const { rows } = await client.query(
    `select coalesce(max(id), 0)::int last from sheets where id > (select coalesce(max(id), 0) - 1 from sheets)`,
  )
  const first = rows[0].last + 1
  const at = `${month}-20 03:00:00+00`
  const sheets = communes.map((unitId, index) => ({
    id: first + index,
    unitId,
    course: courses[(unitId * 31 + Math.floor(number / 3)) % COURSES],
    status: !isOpen ? 'consolidated' : index % 5 < 3 ? 'approved' : 'draft',
  }))
  const done = sheets.filter(({ status }) => status !== 'draft')
  if (!isOpen) {
    await client.query(
      `insert into periods (period, due_on, locks_on, consolidated_at)
       values ($1, $2::date, $2::date + 11, $2::date + 14) on conflict do nothing`,
      [month, `${month}-25`],
    )
    await client.query(
      `insert into consolidations (period, number, consolidated_at)
       select period, 1, consolidated_at from periods where period = $1 on conflict do nothing`,
      [month],
    )
  }
  await copy(
    client,
    `sheets (id, unit_id, period, set_id, status, version, answered, met_mask, not_met_mask, author_ids,
      first_submitted_at, submitted_at, submissions, receipt, reviewed_at, reviewed_by, review_action, created_at, updated_at)`,
    sheets,
    ({ id, unitId, course, status }) => {
      const moves =
        status === 'draft' ? '\\N\t\\N\t0\t\\N\t\\N\t\\N\t\\N' : `${at}\t${at}\t1\tB-${id}\t${at}\t${reviewer}\tapprove`
      return `${id}\t${unitId}\t${month}\t${setId}\t${status}\t4\t${course.lines.length}\t${course.metMask}\t${course.notMetMask}\t{${author}}\t${moves}\t${at}\t${at}\n`
    },
  )
  await copy(
    client,
    `sheet_values_${year} (year, sheet_id, measure_id, value, numerator, denominator, not_applicable, result, threshold_id, note)`,
    sheets,
    ({ id, course }) => course.lines.map((line) => `${year}\t${id}\t${line}`).join(''),
  )
  for (const basis of isOpen ? ['reported', 'approved'] : ['reported', 'approved', 'official']) {
    await copy(
      client,
      'monthly_results (period, basis, unit_id, revision, set_id, met_mask, not_met_mask)',
      done,
      ({ unitId, course }) => `${month}\t${basis}\t${unitId}\t1\t${setId}\t${course.metMask}\t${course.notMetMask}\n`,
    )
  }
  if (!isOpen) {
    await copy(
      client,
      `consolidated_results (period, unit_id, revision, number, sheet_id, set_id, reported_met_mask,
        reported_not_met_mask, approved_met_mask, approved_not_met_mask, met_mask, not_met_mask)`,
      done,
      ({ id, unitId, course: { metMask, notMetMask } }) => {
        const masks = `${metMask}\t${notMetMask}`
        return `${month}\t${unitId}\t1\t1\t${id}\t${setId}\t${masks}\t${masks}\t${masks}\n`
      },
    )
  }
  return sheets.length * courses[0].lines.length
}

/** Rows that go to PostgreSQL in one piece. */
const PIECE = 500

function copy(client, target, rows, toLine) {
  function* pieces() {
    for (let start = 0; start < rows.length; start += PIECE)
      yield rows
        .slice(start, start + PIECE)
        .map(toLine)
        .join('')
  }
  return pipeline(Readable.from(pieces()), client.query(copyFrom(`copy ${target} from stdin`)))
}
