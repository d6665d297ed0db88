import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Basis } from '@ntm/shared/analysis/wire'
import { addMonths, lastDayOf, periodsBetween } from '@ntm/shared/periods/period'
import { AppError, forbidden, notFound } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { sendRecalled } from '../../plugins/memory.js'
import { isWithinBound } from '../access/actor.js'
import { findUnit, listRefs, type FoundUnit } from '../units/queries.js'
import { compareRoutes } from './compare-routes.js'
import { listSourcesOf } from './find-mapped.js'
import { canSeeBasis } from './policy.js'
import { presentMatrix, presentMatrixOnMap, presentTrend } from './present.js'
import { listImportedSources, listResults, listTrend, type CountedMonth } from './queries.js'
import { createMonthReader, type ResolvedMonth } from './read-month.js'
import { createMapReader } from './read-on-map.js'
import { countTrend, isCounted, type SettledRow } from './settle-rows.js'
import { matrixRoute, overviewRoute, trendRoute } from './schemas.js'

/** Months that one trend may span. */
const LONGEST_TREND = 180
const USUAL_TREND = 24

/** Overview, matrix and trend from the monthly snapshots; `app.ts` mounts this at `/api/v1`. */
export const analysisRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { recallProvince, resolveMonth, readOverview } = createMonthReader(app)
  const onMap = createMapReader(app)
  const { readRows, refuseHidden } = onMap

  async function readMatrix({ unit, set, month }: ResolvedMonth) {
    const rows = await listResults(app.db, unit.path, month)
    const hasImported = rows.some(({ isImported }) => isImported)
    const sources = await listImportedSources(app.db, unit.path, hasImported ? [month.period] : [])
    return presentMatrix(unit, month, set, rows, sources)
  }

  /** Whoever may see the unit may see what lies in it now only if it was in sight where it was. */
  async function judgeRows(
    request: FastifyRequest,
    { memory, key, unit, month, isConsolidated }: ResolvedMonth,
    day: string,
  ) {
    const rows = await memory.recall(`rows of ${key} on ${day}`, () => readRows(memory, unit, day, [month]))
    refuseHidden(requireReader(request), rows, { basis: month.basis, isConsolidated })
    return rows
  }

  async function readMatrixOnMap({ unit, month, set }: ResolvedMonth, rows: readonly SettledRow[], day: string) {
    const counted = rows.filter(isCounted)
    const parentIds = counted.flatMap(({ places }) => places.flatMap(({ path }) => path.at(-2) ?? []))
    const parents = await listRefs(app.db, [...new Set(parentIds)])
    const matrix = presentMatrix(unit, month, set, counted, await listSourcesOf(app.db, counted))
    return presentMatrixOnMap(matrix, day, rows, parents)
  }

  async function readTrend(unit: FoundUnit, periods: readonly string[], basis: Basis) {
    const rows = await listTrend(app.db, unit.path, periods, basis)
    const imported = rows.flatMap(({ period, imported }) => (imported > 0 ? [period] : []))
    return presentTrend(unit, basis, rows, await listImportedSources(app.db, unit.path, imported))
  }

  async function readTrendOnMap(unit: FoundUnit, months: CountedMonth[], rows: readonly SettledRow[], day: string) {
    const counted = countTrend(rows, months)
    const sources = await listSourcesOf(app.db, rows.filter(isCounted))
    return { ...presentTrend(unit, months[0]?.basis ?? 'official', counted, sources), map: { day } }
  }

  await app.register(compareRoutes)

  app.get('/overview', overviewRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    const { map } = request.query
    if (map !== undefined) {
      await judgeRows(request, resolved, map)
      const key = `overview ${resolved.key} on ${map}`
      return sendRecalled(reply, resolved.memory, key, () => onMap.readOverview(resolved, map))
    }
    return sendRecalled(reply, resolved.memory, `overview ${resolved.key}`, () => readOverview(resolved))
  })

  app.get('/matrix', matrixRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    const { map } = request.query
    if (map !== undefined) {
      const rows = await judgeRows(request, resolved, map)
      const key = `matrix ${resolved.key} on ${map}`
      return sendRecalled(reply, resolved.memory, key, () => readMatrixOnMap(resolved, rows, map))
    }
    return sendRecalled(reply, resolved.memory, `matrix ${resolved.key}`, () => readMatrix(resolved))
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
    if (map !== undefined) {
      const months = periods.map((period) => ({ period, basis }))
      const rows = await memory.recall(`rows of ${key} on ${map}`, () => readRows(memory, unit, map, months))
      refuseHidden(reader, rows, { basis, isConsolidated: false })
      return sendRecalled(reply, memory, `${key} on ${map}`, () => readTrendOnMap(unit, months, rows, map))
    }
    return sendRecalled(reply, memory, key, () => readTrend(unit, periods, basis))
  })
}
