import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { daysBetween, lastDayOf } from '@ntm/shared/periods/period'
import type { WorkView } from '@ntm/shared/work/wire'
import { ROLE_PERMISSIONS } from '@ntm/shared/access/roles'
import { requireActor } from '../../plugins/actor.js'
import type { Actor, GrantedUnit } from '../access/actor.js'
import { countMonths } from '../analysis/queries.js'
import { listSheets } from '../assessments/queries.js'
import { findCatalogueOn } from '../criteria/queries.js'
import { getPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit } from '../units/queries.js'
import { collectWork } from './collect-work.js'
import { presentListedSheet } from '../assessments/present-list.js'
import { workRoute } from './schemas.js'

/** More sheets than one office has below it in a month. */
const SHEETS_AT_MOST = 500

/** What waits for the caller; `app.ts` mounts this at `/api/v1/work`. */
export const workRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', workRoute, async (request): Promise<WorkView> => {
    const actor = requireActor(request)
    const period = app.clock.currentPeriod()
    const today = app.clock.today()
    const days = await getPeriodDays(app.db, period)
    const items = (await Promise.all(officesOf(actor).map((office) => listOffice(office, period, today)))).flat()
    return {
      today,
      period,
      dueOn: days.dueOn,
      locksOn: days.locksOn,
      daysToDue: daysBetween(today, days.dueOn),
      items,
      progress: await listProgress(actor, period),
    }
  })

  async function listOffice(office: HeldOffice, period: string, today: string) {
    const [days, set] = await Promise.all([getPeriodDays(app.db, period), findCatalogueOn(app.db, lastDayOf(period))])
    const sheets = await listSheets(app.db, {
      period,
      unitId: office.unit.id,
      status: undefined,
      sight: { everywhere: false, unitIds: [office.unit.id] },
      after: undefined,
      limit: SHEETS_AT_MOST,
    })
    const measures = set?.measures.length ?? 0
    const listed = sheets.map((sheet) => presentListedSheet(sheet, { ...days, measures }))
    return collectWork(listed, office, { today, dueOn: days.dueOn })
  }

  /** How the month goes under the caller; whoever stands above no commune sees the whole province. */
  async function listProgress(actor: Actor, period: string): Promise<WorkView['progress']> {
    const units = actor.grants.flatMap(({ unit }) => (unit === null ? [] : [unit]))
    if (units.length > 0 && units.every(({ kind }) => kind === 'commune')) return []
    if (!actor.permissions.has('results.read')) return []
    const day = lastDayOf(period)
    const set = await findCatalogueOn(app.db, day)
    const held = units.find(({ kind }) => kind !== 'commune')
    const top = await findUnit(app.db, held?.code ?? (await findProvinceCode(app.db, day)), day)
    if (!set || !top) return []
    const figures = await countMonths(app.db, top.path, [{ period, basis: 'approved' }], set)
    return figures.map(({ child, communes, progress }) => ({ unit: child, communes, progress }))
  }
}

interface HeldOffice {
  unit: GrantedUnit
  fills: boolean
  reviews: boolean
}

/** The offices that an actor holds: where sheets are filled, and where they are reviewed. */
function officesOf(actor: Actor): HeldOffice[] {
  return actor.grants.flatMap(({ role, unit }) => {
    if (unit === null) return []
    const permissions = ROLE_PERMISSIONS[role]
    const fills = permissions.includes('assessments.edit') && unit.kind === 'commune'
    // The district reviews its communes; the province does where a commune has no district.
    const reviews = permissions.includes('assessments.review') && unit.kind === 'district'
    return fills || reviews ? [{ unit, fills, reviews }] : []
  })
}
