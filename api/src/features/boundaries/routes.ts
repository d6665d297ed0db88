import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { sendRevalidated } from '../../plugins/revalidate.js'
import { isWithinBound } from '../access/actor.js'
import { findProvinceCode, findUnit, type FoundUnit } from '../units/queries.js'
import { presentMap } from './present.js'
import { findBoundarySet, listPlacedUnits } from './queries.js'
import { mapRoute } from './schemas.js'

/** Where the communes of a day lie; `app.ts` mounts this at `/api/v1/map`. */
export const boundaryRoutes: FastifyPluginAsyncTypebox = async (app) => {
  async function readMap(unit: FoundUnit, day: string) {
    const set = await findBoundarySet(app.db, unit.path[0] ?? unit.id, day)
    return presentMap(unit, day, set, await listPlacedUnits(app.db, unit.path, day, set?.id))
  }

  app.get('/', mapRoute, async (request, reply) => {
    const memory = await app.openMemory()
    const day = request.query.at ?? app.clock.today()
    const reader = requireReader(request)
    const code = request.query.unit ?? reader.bound?.code ?? (await findProvinceCode(app.db, day))
    const unit = await memory.recall(`unit ${code} on ${day}`, () => findUnit(app.db, code, day))
    if (!unit || !isWithinBound(reader, unit.path)) throw notFound('unit_not_found')
    return sendRevalidated(request, reply, memory, `map ${unit.id} ${day}`, () => readMap(unit, day))
  })
}
