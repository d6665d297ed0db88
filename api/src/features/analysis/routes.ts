import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Basis } from '@ntm/shared/analysis/wire'
import { addMonths, lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import { AppError, forbidden, notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import type { Memory } from '../../plugins/memory.js'
import { sendRevalidated, sendTagged, tagBody } from '../../plugins/revalidate.js'
import { isWithinBound } from '../access/actor.js'
import { findUnit, type FoundUnit } from '../units/queries.js'
import { compareRoutes } from './compare-routes.js'
import { canSeeBasis } from './policy.js'
import { presentMatrix, presentTrend } from './present.js'
import { listImportedSources, listResults, type CountedMonth } from './queries.js'
import { createMonthReader, type ResolvedMonth } from './read-month.js'
import { createMapReader, refuseHidden, type Regrouped } from './read-on-map.js'
import { countTrend } from './remember-months.js'
import { matrixRoute, overviewRoute, trendRoute } from './schemas.js'

/** Months that one trend may span. */
const LONGEST_TREND = 180
const USUAL_TREND = 24
/** Bytes that the way down to a commune, three or four ids, takes in memory. */
const PATH_SIZE = 100

/** Overview, matrix and trend from the monthly snapshots; `app.ts` mounts this at `/api/v1`. */
export const analysisRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { recallProvince, resolveMonth, readOverview } = createMonthReader(app)
  const onMap = createMapReader(app)

  async function readMatrix({ unit, set, month }: ResolvedMonth) {
    const rows = await listResults(app.db, unit.path, month)
    const hasImported = rows.some(({ isImported }) => isImported)
    const sources = await listImportedSources(app.db, unit.path, hasImported ? [month.period] : [])
    return presentMatrix(unit, month, set, rows, sources)
  }

  async function readTrend(unit: FoundUnit, months: readonly CountedMonth[], basis: Basis) {
    const rows = await countTrend(app.db, unit.path, months)
    const imported = rows.flatMap(({ period, imported }) => (imported > 0 ? [period] : []))
    return presentTrend(unit, basis, rows, await listImportedSources(app.db, unit.path, imported))
  }

  await app.register(compareRoutes)

  app.get('/overview', overviewRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    const { map } = request.query
    if (map !== undefined) {
      const key = `overview ${resolved.key} on ${map}`
      return sendRegrouped(request, reply, resolved.memory, key, () => onMap.readOverview(resolved, map))
    }
    return sendRevalidated(request, reply, resolved.memory, `overview ${resolved.key}`, () => readOverview(resolved))
  })

  app.get('/matrix', matrixRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    const { map } = request.query
    if (map !== undefined) {
      const key = `matrix ${resolved.key} on ${map}`
      return sendRegrouped(request, reply, resolved.memory, key, () => onMap.readMatrix(resolved, map))
    }
    return sendRevalidated(request, reply, resolved.memory, `matrix ${resolved.key}`, () => readMatrix(resolved))
  })

  app.get('/trend', trendRoute, async (request, reply) => {
    const to = request.query.to ?? app.clock.currentPeriod()
    const from = request.query.from ?? addMonths(to, 1 - USUAL_TREND)
    const periods = periodsBetween(from, to)
    if (periods.length === 0 || periods.length > LONGEST_TREND) throw new AppError('range_too_long', 422)

    const memory = await app.openMemory()
    const { map } = request.query
    const day = map ?? lastDayOf(to)
    const reader = requireReader(request)
    const code = request.query.unit ?? reader.bound?.code ?? (await recallProvince(memory, day))
    const unit = await memory.recall(`unit ${code} on ${day}`, () => findUnit(app.db, code, day))
    if (!unit || !isWithinBound(reader, unit.path)) throw notFound('unit_not_found')
    const basis = request.query.basis ?? 'official'
    // Reported figures of any month under way are in the range or not: the strictest month decides.
    if (!canSeeBasis(reader, { basis, isConsolidated: false, path: unit.path })) {
      throw forbidden('basis_not_visible')
    }
    const key = `trend ${unit.id} ${from} ${to} ${basis}`
    const months = periods.map((period) => ({ period, basis }))
    if (map !== undefined) {
      return sendRegrouped(request, reply, memory, `${key} on ${map}`, () => onMap.readTrend(memory, unit, map, months))
    }
    return sendRevalidated(request, reply, memory, key, () => readTrend(unit, months, basis))
  })
}

/** Answers like `sendRevalidated`, and whoever asks must be allowed to see every result in it where it was. */
async function sendRegrouped(
  request: FastifyRequest,
  reply: FastifyReply,
  memory: Memory,
  key: string,
  read: () => Promise<Regrouped>,
): Promise<FastifyReply> {
  const { tagged, sights } = await memory.recall(
    `regrouped ${key}`,
    async () => {
      const { view, sights } = await read()
      return { tagged: tagBody(reply, view), sights }
    },
    ({ tagged, sights }) => tagged.body.length + PATH_SIZE * sights.reduce((sum, { paths }) => sum + paths.length, 0),
  )
  for (const sight of sights) refuseHidden(requireReader(request), sight)
  return sendTagged(request, reply, tagged)
}
