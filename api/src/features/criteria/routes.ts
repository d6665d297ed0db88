import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import { notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { isWithinBound } from '../access/actor.js'
import { findUnit } from '../units/queries.js'
import { presentCriteriaSet } from './present.js'
import { judgesSheets, listCatalogues } from './queries.js'
import { listSetsRoute, readSetRoute } from './schemas.js'

/** Criteria sets (bộ tiêu chí); `app.ts` mounts this at `/api/v1/criteria-sets`. */
export const criteriaRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listSetsRoute, async () => {
    const sets = await listCatalogues(app.db)
    return {
      data: sets
        .filter(judgesSheets)
        .map(({ code, name, nameEn, validFrom, validTo }) => ({ code, name, nameEn, validFrom, validTo })),
    }
  })

  app.get('/:code', readSetRoute, async (request) => {
    const sets = await listCatalogues(app.db)
    const set = sets.find(({ code }) => code === request.params.code)
    if (!set) throw notFound('criteria_set_not_found')

    const period = request.query.period ?? app.clock.currentPeriod()
    const today = app.clock.today()
    // Who was in charge when a month ended; of the one under way, who is now.
    const place = { year: yearOf(period), day: [lastDayOf(period), today].sort()[0] ?? today }
    if (request.query.unit === undefined) return presentCriteriaSet(set, place)
    const unit = await findUnit(app.db, request.query.unit, lastDayOf(period))
    if (!unit || !isWithinBound(requireReader(request), unit.path)) throw notFound('unit_not_found')
    return presentCriteriaSet(set, { ...place, unit: unit.uid })
  })
}
