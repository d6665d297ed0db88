import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isPeriod, lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import { AppError } from '../../errors.js'
import { listCatalogues } from '../criteria/queries.js'
import { findFirstPeriod, listPeriodDays } from './queries.js'
import { listPeriodsRoute } from './schemas.js'

/** Months (kỳ báo cáo); `app.ts` mounts this at `/api/v1/periods`. */
export const periodRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listPeriodsRoute, async (request) => {
    const { limit = 50, cursor } = request.query
    if (cursor !== undefined && !isPeriod(cursor)) throw new AppError('cursor_invalid', 400)

    const current = app.clock.currentPeriod()
    const first = (await findFirstPeriod(app.db)) ?? current
    const known = periodsBetween(first, current).reverse()
    const from = cursor === undefined ? known : known.filter((period) => period < cursor)
    const page = from.slice(0, limit)

    const [days, sets] = await Promise.all([listPeriodDays(app.db, page), listCatalogues(app.db)])
    const data = days.map(({ period, opensOn, dueOn, locksOn, consolidatedAt }) => {
      const day = lastDayOf(period)
      const set = sets.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
      const criteriaSet = set?.code ?? null
      return { period, opensOn, dueOn, locksOn, consolidatedAt: consolidatedAt?.toISOString() ?? null, criteriaSet }
    })
    return { data, page: { next: from.length > limit ? (page.at(-1) ?? null) : null, limit } }
  })
}
