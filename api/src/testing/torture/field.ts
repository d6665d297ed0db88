import type pg from 'pg'
import { lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import type { Role } from '@ntm/shared/access/roles'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import { VILLAGE_COMMUNE } from '../../demo/demo-villages.js'
import { TEST_SIGNING_KEY } from '../app.js'
import { openStage } from '../stage.js'
import { openHttpCaller, type HttpAnswer, type HttpCaller } from './http-caller.js'

/** The clock of the field while it is tortured: many months are open at once, none of them begun. */
export const TORTURE_CLOCK = '2020-12-20T08:00:00+07:00'
const FIRST_PERIOD = '2019-08'
const LAST_PERIOD = '2020-12'
const LOCKS_ON = '2021-01-31'

/** A commune in a month, with its sheet's address. */
export interface Place {
  unit: string
  district: string
  period: string
  path: string
}

export interface Measure {
  key: string
  criterion: number
  comparator: string
  threshold: number | true
}

/** A running service and all who work with it. */
export interface Field {
  origin: string
  /** As the owner of the tables. */
  pool: pg.Pool
  /** A demonstration account with a living session. */
  as: (username: string) => Promise<HttpCaller>
  /** Somebody new with one role. */
  hire: (role: Role, scope: { unit?: string; agency?: string }) => Promise<HttpCaller>
  /** Communes with sheets that nobody has begun, month after month. */
  places: readonly Place[]
  measures: readonly Measure[]
}

/** Finds out who works with a running service, and opens all months of `TORTURE_CLOCK` unless told not to. */
export async function openField(origin: string, pool: pg.Pool, { opensMonths = true } = {}): Promise<Field> {
  const stage = openStage(pool, TEST_SIGNING_KEY)
  const callers = new Map<string, Promise<HttpCaller>>()
  let hired = 0

  async function signIn(username: string): Promise<HttpCaller> {
    const sql = 'select id, username from accounts where username = $1'
    const { rows } = await pool.query<{ id: number; username: string }>(sql, [username])
    const [account] = rows
    if (!account) throw new RangeError(`The demonstration has no account ${username}`)
    return openHttpCaller(origin, await stage.signIn(account))
  }

  function as(username: string): Promise<HttpCaller> {
    const caller = callers.get(username) ?? signIn(username)
    callers.set(username, caller)
    return caller
  }

  async function hire(role: Role, { unit = null, agency = null }: { unit?: string | null; agency?: string | null }) {
    const account = await stage.addAccount(`${role}.${(hired += 1)}`)
    await stage.grant(account, { role, unit, agency })
    return openHttpCaller(origin, await stage.signIn(account))
  }

  if (opensMonths) await openMonths(pool)
  return { origin, pool, as, hire, places: await listPlaces(pool), measures: await listMeasures(await as('vpdp')) }
}

async function openMonths(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into periods (period, due_on, locks_on) select period, (period || '-25')::date, $2 from unnest($1::text[]) period
     on conflict (period) do nothing`,
    [periodsBetween(FIRST_PERIOD, LAST_PERIOD), LOCKS_ON],
  )
}

async function listPlaces(pool: pg.Pool): Promise<Place[]> {
  const periods = periodsBetween(FIRST_PERIOD, LAST_PERIOD)
  const { rows } = await pool.query<Omit<Place, 'path'>>(
    `select u.code unit, parent.code district, p.period from unnest($1::text[], $2::date[]) p (period, day)
     join units u on u.kind = 'commune' and u.in_programme and u.valid @> p.day
       -- What it collects from villages is not typed.
       and u.code <> $3
     join units parent on parent.id = u.parent_id
     order by p.period, u.code`,
    [periods, periods.map(lastDayOf), VILLAGE_COMMUNE],
  )
  return rows.map((row) => ({ ...row, path: `/api/v1/assessments/${row.unit}/${row.period}` }))
}

async function listMeasures(caller: HttpCaller): Promise<Measure[]> {
  const path = `/api/v1/criteria-sets/xa-2016-2020?period=${LAST_PERIOD}`
  const set = read<CriteriaSetView>(await caller.send({ method: 'GET', path }))
  return set.groups.flatMap(({ criteria }) =>
    criteria.flatMap(({ number, indicators }) =>
      indicators.flatMap(({ measures }) =>
        measures.map(({ key, comparator, threshold }) => ({
          key,
          criterion: number,
          comparator,
          threshold: threshold.value,
        })),
      ),
    ),
  )
}

/** The body of a good answer. @throws Error with the whole of any other. */
export function read<T>(answer: HttpAnswer | undefined): T {
  if (answer?.status !== 200) throw new Error(`${answer?.status}: ${answer?.text}`)
  return JSON.parse(answer.text) as T
}

export async function readSheet(
  caller: HttpCaller,
  { path }: Place,
): Promise<{ sheet: AssessmentView; version: number }> {
  const answer = await caller.send({ method: 'GET', path })
  return { sheet: read<AssessmentView>(answer), version: Number(/^"(\d+)"$/.exec(answer.etag ?? '')?.[1]) }
}

/** A patch with an answer to every measure: those of `failing` just miss their threshold, and that is explained. */
export function fillWholeSheet({ measures }: Field, failing: readonly string[] = []) {
  const values = measures.map(({ key, comparator, threshold }) => {
    const fails = failing.includes(key)
    if (threshold === true) return { measure: key, value: !fails }
    const missed = comparator === '<=' ? threshold + 1 : threshold - 1
    return { measure: key, value: fails ? missed : threshold }
  })
  const numbers = new Set(measures.filter(({ key }) => failing.includes(key)).map(({ criterion }) => criterion))
  const explanation = 'Mưa bão làm hỏng công trình, đang khắc phục.'
  return { values, criteria: [...numbers].map((number) => ({ number, explanation })) }
}
