import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { readUnitCursor } from '../../plugins/cursor.js'
import { isWithinBound } from '../access/actor.js'
import { accountableRoutes } from './accountable-routes.js'
import { presentListedUnit, presentUnit } from './present.js'
import { findUnitDetails, listAgencies, listUnits } from './queries.js'
import { listAgenciesRoute, listUnitsRoute, readUnitRoute } from './schemas.js'

/** Administrative units and agencies; `app.ts` mounts this at `/api/v1`. */
export const unitRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(accountableRoutes)

  app.get('/units', listUnitsRoute, async (request) => {
    const { limit = 50, cursor, at, kind, parent, q } = request.query
    const day = at ?? app.clock.today()
    const filter = { day, kind, parentCode: parent, search: q, after: readUnitCursor(cursor), limit }
    const found = await listUnits(app.db, { ...filter, withinId: requireReader(request).bound?.id })
    const rows = found.slice(0, limit)
    const next = found.length > limit ? (rows.at(-1)?.code ?? null) : null
    return { data: rows.map(presentListedUnit), page: { next, limit } }
  })

  app.get('/units/:code', readUnitRoute, async (request) => {
    const unit = await findUnitDetails(app.db, request.params.code, request.query.at ?? app.clock.today())
    if (!unit || !isWithinBound(requireReader(request), unit.path)) throw notFound('unit_not_found')
    return presentUnit(unit)
  })

  app.get('/agencies', listAgenciesRoute, async () => ({ data: await listAgencies(app.db) }))
}
