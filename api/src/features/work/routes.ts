import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  addMonths,
  daysBetween,
  lastDayOf,
  periodsBetween,
  previousDecember,
  previousPeriod,
} from '@ntm/shared/periods/period'
import type { WaitingIndicator, WorkView } from '@ntm/shared/work/wire'
import { requireActor } from '../../plugins/actor.js'
import type { Actor } from '../access/actor.js'
import type { ChildFigures } from '../analysis/queries.js'
import { countMonths } from '../analysis/remember-months.js'
import { listCatalogues, pickCatalogue, type Catalogue } from '../criteria/queries.js'
import { listPeriodDays, type PeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit, type FoundUnit } from '../units/queries.js'
import { collectLate, collectMonths, collectReopened } from './collect-months.js'
import { collectWork, type WorkMonth } from './collect-work.js'
import { judgeStanding } from './judge-standing.js'
import { officesOf, type Office } from './offices.js'
import { countWaiting, listOpenPeriods, listWorkSheets } from './queries.js'
import { workRoute } from './schemas.js'
import { listIndicators, presentWaiting } from './waiting-indicators.js'

/** What is older is history. */
const MONTHS_BACK = 24

/** What waits for the caller; `app.ts` mounts this at `/api/v1/work`. */
export const workRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', workRoute, async (request): Promise<WorkView> => {
    const actor = requireActor(request)
    const period = app.clock.currentPeriod()
    const today = app.clock.today()
    const back = periodsBetween(addMonths(period, -MONTHS_BACK), period)
    const [days, open, sets] = await Promise.all([
      listPeriodDays(app.db, back),
      listOpenPeriods(app.db, back),
      listCatalogues(app.db),
    ])
    const months = new Map(
      days
        .filter((month) => month.period === period || open.includes(month.period))
        .map((month) => [month.period, { ...month, measures: countMeasures(sets, month.period) }]),
    )
    const offices = officesOf(actor)
    const leader = offices.find(({ leads }) => leads)
    const [sheets, verifications, figures] = await Promise.all([
      listSheets(offices, [...months.keys()]),
      listWaiting(actor, offices, [...months.keys()], sets),
      countFigures(actor, { period, days, sets, isLed: leader !== undefined }),
    ])

    const below = (office: Office) => sheets.filter(({ path }) => path.includes(office.unit.id))
    const above = offices.find(({ consolidates, leads }) => consolidates || leads)
    const watched = above ? below(above) : []
    const { dueOn, locksOn } = getMonth(months, period)
    return {
      today,
      period,
      dueOn,
      locksOn,
      daysToDue: daysBetween(today, dueOn),
      items: offices.flatMap((office) => collectWork(sheets, office, months, today)),
      verifications,
      months: above ? collectMonths(watched, months, today) : [],
      late: collectLate(watched, months, today),
      reopened: collectReopened(watched),
      standing: leader ? judgeStanding({ ...figures, unit: leader.unit, sheets: below(leader), period, today }) : null,
      progress: figures.figures
        .filter((each) => each.period === period)
        .map(({ child, communes, progress }) => ({ unit: child, communes, progress })),
    }
  })

  function listSheets(offices: readonly Office[], periods: readonly string[]) {
    if (offices.length === 0) return []
    const months = periods.map((period) => ({ period, before: previousPeriod(period) }))
    return listWorkSheets(
      app.db,
      months,
      offices.map(({ unit }) => unit.id),
    )
  }

  /** An agency's own indicators; all of them for whoever closes the months of the province or answers for them. */
  async function listWaiting(
    actor: Actor,
    offices: readonly Office[],
    periods: readonly string[],
    sets: readonly Catalogue[],
  ): Promise<WaitingIndicator[]> {
    const own = actor.grants.flatMap(({ role, agency }) =>
      role === 'departmentOfficer' && agency ? [agency.code] : [],
    )
    const seesAll = offices.some(({ unit, consolidates, leads }) => unit.kind === 'province' && (consolidates || leads))
    if (own.length === 0 && !seesAll) return []
    const indicators = listIndicators(sets, periods).filter(({ agency }) => seesAll || own.includes(agency))
    return presentWaiting(await countWaiting(app.db, indicators), indicators)
  }

  /** How the month goes under the caller, and the figures on record; whoever holds no unit sees the whole province. */
  async function countFigures(
    actor: Actor,
    { period, days, sets, isLed }: { period: string; days: PeriodDays[]; sets: Catalogue[]; isLed: boolean },
  ) {
    const top = await findTop(actor, period)
    const recorded = days.filter(({ consolidatedAt }) => consolidatedAt !== null).at(-1)
    const record = recorded && { period: recorded.period, since: previousDecember(recorded.period) }
    const set = pickCatalogue(sets, lastDayOf(period))
    if (!set || !top) return { figures: [] as ChildFigures[], record }
    const onRecord = isLed && record ? [record.period, record.since] : []
    const months = [
      { period, basis: record?.period === period ? ('official' as const) : ('approved' as const) },
      ...onRecord.filter((each) => each !== period).map((each) => ({ period: each, basis: 'official' as const })),
    ]
    return { figures: await countMonths(app.db, top.path, months, set), record }
  }

  async function findTop(actor: Actor, period: string): Promise<FoundUnit | undefined> {
    const units = actor.grants.flatMap(({ unit }) => (unit === null ? [] : [unit]))
    if (units.length > 0 && units.every(({ kind }) => kind === 'commune')) return undefined
    if (!actor.permissions.has('results.read')) return undefined
    const day = lastDayOf(period)
    const held = units.find(({ kind }) => kind !== 'commune')
    return findUnit(app.db, held?.code ?? (await findProvinceCode(app.db, day)), day)
  }
}

function getMonth(months: ReadonlyMap<string, WorkMonth>, period: string): WorkMonth {
  const month = months.get(period)
  if (!month) throw new RangeError(`The month under way, ${period}, is not among those with work`)
  return month
}

function countMeasures(sets: readonly Catalogue[], period: string): number {
  return pickCatalogue(sets, lastDayOf(period))?.measures.length ?? 0
}
