import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Basis } from '@ntm/shared/analysis/wire'
import {
  addMonths,
  dayOf,
  lastDayOf,
  periodsBetween,
  previousDecember,
  previousPeriod,
} from '@ntm/shared/periods/period'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { sendRecalled, type Memory } from '../../plugins/memory.js'
import { isWithinBound } from '../access/actor.js'
import { checkCatalogues, pickResultSet } from '../criteria/queries.js'
import { listPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit, findUnitDetails, type FoundUnit } from '../units/queries.js'
import { canSeeBasis } from './policy.js'
import { presentMatrix, presentOverview, presentTrend } from './present.js'
import { listImportedSources, listResults, listTrend } from './queries.js'
import { countRemembered } from './remember-months.js'
import { matrixRoute, overviewRoute, trendRoute } from './schemas.js'

/** Months that one trend may span. */
const LONGEST_TREND = 180
const USUAL_TREND = 24

interface Asked {
  unit?: string
  period?: string
  basis?: Basis
}

/** Overview, matrix and trend from the monthly snapshots; `app.ts` mounts this at `/api/v1`. */
export const analysisRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const recallProvince = (memory: Memory, day: string) =>
    memory.recall(`province on ${day}`, () => findProvinceCode(app.db, day))

  /** The unit, month, set and basis that a request is about, once its sender may see them. */
  async function resolveMonth(request: FastifyRequest, asked: Asked) {
    const memory = await app.openMemory()
    const period = asked.period ?? app.clock.currentPeriod()
    const day = lastDayOf(period)
    const reader = requireReader(request)
    const code = asked.unit ?? reader.bound?.code ?? (await recallProvince(memory, day))
    const [unit, [days], sets] = await Promise.all([
      memory.recall(`unit ${code} on ${day}`, () => findUnit(app.db, code, day)),
      memory.recall(`days of ${period}`, () => listPeriodDays(app.db, [period])),
      memory.recall('criteria sets', () => checkCatalogues(app.db)),
    ])
    const set = pickResultSet(sets, day)
    if (!unit || !isWithinBound(reader, unit.path)) throw notFound('unit_not_found')
    if (!set) throw unprocessable('no_criteria_set')
    const isConsolidated = (days?.consolidatedAt ?? null) !== null
    const basis = asked.basis ?? (isConsolidated ? 'official' : 'approved')
    if (!canSeeBasis(reader, { basis, isConsolidated, path: unit.path })) {
      throw forbidden('basis_not_visible')
    }
    const key = `${unit.id} ${period} ${basis} ${app.clock.today()}`
    return { memory, key, unit, set, day, days, month: { period, basis } }
  }

  type ResolvedMonth = Awaited<ReturnType<typeof resolveMonth>>

  async function readOverview({ unit, set, day, days, month }: ResolvedMonth) {
    const comparisons = [
      { kind: 'lastMonth' as const, period: previousPeriod(month.period) },
      { kind: 'lastDecember' as const, period: previousDecember(month.period) },
    ]
    const earlier = await listPeriodDays(app.db, [...new Set(comparisons.map(({ period }) => period))])
    const months = [
      { ...month, consolidatedAt: days?.consolidatedAt ?? null, version: days?.version ?? 0 },
      ...earlier.map(({ period, consolidatedAt, version }) => ({
        period,
        basis: bestBasis(consolidatedAt),
        consolidatedAt,
        version,
      })),
    ]
    const [details, figures] = await Promise.all([
      findUnitDetails(app.db, unit.code, day),
      countRemembered(app.db, unit.path, months, set),
    ])
    if (!details) throw notFound('unit_not_found')
    const hasImported = figures.some(({ period, imported }) => period === month.period && imported > 0)
    const sources = await listImportedSources(app.db, unit.path, hasImported ? [month.period] : [])
    // An imported month is as its source has it, not of the day on which it was brought in.
    const sourceDay = sources
      .map(({ issuedOn }) => issuedOn)
      .toSorted()
      .at(-1)
    const consolidatedOn = days?.consolidatedAt ? dayOf(days.consolidatedAt) : app.clock.today()
    const asOf = month.basis === 'official' ? (sourceDay ?? consolidatedOn) : app.clock.today()
    return presentOverview({ unit: details, month, asOf, set, figures, comparisons, sources })
  }

  async function readMatrix({ unit, set, month }: ResolvedMonth) {
    const rows = await listResults(app.db, unit.path, month)
    const hasImported = rows.some(({ isImported }) => isImported)
    const sources = await listImportedSources(app.db, unit.path, hasImported ? [month.period] : [])
    return presentMatrix(unit, month, set, rows, sources)
  }

  async function readTrend(unit: FoundUnit, periods: readonly string[], basis: Basis) {
    const rows = await listTrend(app.db, unit.path, periods, basis)
    const imported = rows.flatMap(({ period, imported }) => (imported > 0 ? [period] : []))
    return presentTrend(unit, basis, rows, await listImportedSources(app.db, unit.path, imported))
  }

  app.get('/overview', overviewRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    return sendRecalled(reply, resolved.memory, `overview ${resolved.key}`, () => readOverview(resolved))
  })

  app.get('/matrix', matrixRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    return sendRecalled(reply, resolved.memory, `matrix ${resolved.key}`, () => readMatrix(resolved))
  })

  app.get('/trend', trendRoute, async (request, reply) => {
    const to = request.query.to ?? app.clock.currentPeriod()
    const from = request.query.from ?? addMonths(to, 1 - USUAL_TREND)
    const periods = periodsBetween(from, to)
    if (periods.length === 0 || periods.length > LONGEST_TREND) throw new AppError('range_too_long', 422)

    const memory = await app.openMemory()
    const day = lastDayOf(to)
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
    return sendRecalled(reply, memory, key, () => readTrend(unit, periods, basis))
  })
}

function bestBasis(consolidatedAt: Date | null): Basis {
  return consolidatedAt === null ? 'approved' : 'official'
}
