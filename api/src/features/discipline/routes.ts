import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { addMonths, lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import { AppError, notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { isWithinBound } from '../access/actor.js'
import { listPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnitDetails } from '../units/queries.js'
import { presentDiscipline } from './present.js'
import { countReports } from './queries.js'
import { disciplineRoute } from './schemas.js'

/** Months that one table may span. */
const LONGEST = 36
const USUAL = 12

/** Who has reported, and when; `app.ts` mounts this at `/api/v1/discipline`. */
export const disciplineRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', disciplineRoute, async (request) => {
    const to = request.query.to ?? app.clock.currentPeriod()
    const from = request.query.from ?? addMonths(to, 1 - USUAL)
    const periods = periodsBetween(from, to)
    if (periods.length === 0 || periods.length > LONGEST) {
      const detail = `Khoảng thời gian không hợp lệ: tối đa ${LONGEST} tháng, và tháng đầu không sau tháng cuối.`
      throw new AppError('range_too_long', 422, { detail })
    }
    const day = lastDayOf(to)
    const reader = requireReader(request)
    const code = request.query.unit ?? reader.bound?.code ?? (await findProvinceCode(app.db, day))
    const [unit, days] = await Promise.all([findUnitDetails(app.db, code, day), listPeriodDays(app.db, periods)])
    if (!unit || !isWithinBound(reader, unit.path)) throw notFound('unit_not_found')
    const months = days.map(({ period, dueOn }) => ({ period, dueOn }))
    const byCommune = request.query.rows === 'communes'
    const reports = await countReports(app.db, unit.path, months, byCommune)
    return presentDiscipline({ unit, today: app.clock.today(), months, byCommune, reports })
  })
}
