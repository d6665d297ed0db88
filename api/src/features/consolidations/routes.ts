import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { requireActor } from '../../plugins/actor.js'
import { listCatalogues } from '../criteria/queries.js'
import { consolidate } from './consolidate.js'
import { presentCheck, presentConsolidation } from './present.js'
import { listCandidates, listConsolidations } from './queries.js'
import { checkConsolidationRoute, consolidateRoute } from './schemas.js'

/** Consolidation (tổng hợp) of a month; `app.ts` mounts this at `/api/v1/periods`. */
export const consolidationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/:period/consolidation', checkConsolidationRoute, async (request) => {
    const { period } = request.params
    const [candidates, sets, done] = await Promise.all([
      listCandidates(app.db, period),
      listCatalogues(app.db),
      listConsolidations(app.db, period),
    ])
    return presentCheck(period, candidates, sets, done)
  })

  app.post('/:period/consolidation', consolidateRoute, async (request, reply) => {
    const { period } = request.params
    const { accountId } = requireActor(request)
    const note = request.body.note?.normalize('NFC').trim() || null
    // Before the transaction: it holds a connection, and this may need another.
    const sets = await listCatalogues(app.db)
    return request.commitChange(reply, async (tx) => {
      const run = { period, at: app.clock.now(), today: app.clock.today(), accountId, note }
      const { number, events } = await consolidate(tx, run, sets)
      const done = (await listConsolidations(tx, period)).find((each) => each.number === number)
      if (!done) throw new Error(`Consolidation ${number} of ${period} is not there after it was written`)
      return { body: presentConsolidation(done), event: events }
    })
  })
}
