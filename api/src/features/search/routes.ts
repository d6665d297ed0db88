import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { lastDayOf } from '@ntm/shared/periods/period'
import { parseSearch } from '@ntm/shared/search/parse-search'
import { requireReader } from '../../plugins/actor.js'
import { sightOf } from '../access/actor.js'
import { presentSearch } from './present.js'
import { searchSheets, searchUnits } from './queries.js'
import { searchRoute } from './schemas.js'

const MOST_UNITS = 8
const MOST_SHEETS = 4

/** What one types to go somewhere; pages and criteria the browser finds by itself. Mounted at `/api/v1/search`. */
export const searchRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', searchRoute, async (request) => {
    const reader = requireReader(request)
    const currentPeriod = app.clock.currentPeriod()
    const { period, ...wanted } = parseSearch(request.query.q, currentPeriod)
    const day = period === null ? app.clock.today() : lastDayOf(period)
    const units = await searchUnits(app.db, { ...wanted, day, withinId: reader.bound?.id, limit: MOST_UNITS })
    const { actor } = request
    const sheets = actor?.permissions.has('assessments.read')
      ? await searchSheets(
          app.db,
          units.map(({ id }) => id),
          period ?? currentPeriod,
          sightOf(actor),
          MOST_SHEETS,
        )
      : []
    return presentSearch(wanted.words, units, sheets)
  })
}
