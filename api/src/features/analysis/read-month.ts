import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Basis } from '@ntm/shared/analysis/wire'
import { dayOf, lastDayOf, previousDecember, previousPeriod } from '@ntm/shared/periods/period'
import type { Database } from '../../db/client.js'
import { forbidden, notFound, unprocessable } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import type { Memory } from '../../plugins/memory.js'
import { isWithinBound } from '../access/actor.js'
import { checkCatalogues, pickResultSet } from '../criteria/queries.js'
import { listPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit, findUnitDetails } from '../units/queries.js'
import { canSeeBasis } from './policy.js'
import { presentOverview } from './present.js'
import { listImportedSources, type ImportedSource } from './queries.js'
import { countMonths } from './remember-months.js'

interface Asked {
  unit?: string
  period?: string
  basis?: Basis
  /** Day whose units the results are regrouped onto. */
  map?: string
}

export type MonthReader = ReturnType<typeof createMonthReader>
export type ResolvedMonth = Awaited<ReturnType<MonthReader['resolveMonth']>>

/** What every question about one month comes to first: the unit, the month, and whether its sender may see it. */
export function createMonthReader(app: FastifyInstance) {
  const recallProvince = (memory: Memory, day: string) =>
    memory.recall(`province on ${day}`, () => findProvinceCode(app.db, day))

  /** The unit, month, set and basis that a request is about, once its sender may see them. */
  async function resolveMonth(request: FastifyRequest, asked: Asked) {
    const memory = await app.openMemory()
    const period = asked.period ?? app.clock.currentPeriod()
    const day = lastDayOf(period)
    const reader = requireReader(request)
    const unitDay = asked.map ?? day
    const code = asked.unit ?? reader.bound?.code ?? (await recallProvince(memory, unitDay))
    const [unit, [days], sets] = await Promise.all([
      memory.recall(`unit ${code} on ${unitDay}`, () => findUnit(app.db, code, unitDay)),
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
    return { memory, key, unit, set, day, days, isConsolidated, month: { period, basis } }
  }

  type Resolved = Awaited<ReturnType<typeof resolveMonth>>

  async function readOverview({ unit, set, day, days, month }: Resolved) {
    const { comparisons, earlier } = await listCompared(app.db, month.period)
    const [details, figures] = await Promise.all([
      findUnitDetails(app.db, unit.code, day),
      countMonths(app.db, unit.path, [month, ...earlier], set),
    ])
    if (!details) throw notFound('unit_not_found')
    const hasImported = figures.some(({ period, imported }) => period === month.period && imported > 0)
    const sources = await listImportedSources(app.db, unit.path, hasImported ? [month.period] : [])
    const asOf = dayOfFigures(month.basis, days?.consolidatedAt, app.clock.today(), sources)
    return presentOverview({ unit: details, month, asOf, set, figures, comparisons, sources })
  }

  return { recallProvince, resolveMonth, readOverview }
}

/** The months that one is compared with, each once, on the best basis that it has. */
export async function listCompared(db: Database, period: string) {
  const comparisons = [
    { kind: 'lastMonth' as const, period: previousPeriod(period) },
    { kind: 'lastDecember' as const, period: previousDecember(period) },
  ]
  const days = await listPeriodDays(db, [...new Set(comparisons.map((compared) => compared.period))])
  const earlier = days.map((month) => ({ ...month, basis: bestBasis(month.consolidatedAt) }))
  return { comparisons, earlier }
}

/**
 * Day that figures are of: of consolidation for those of record, else today. An imported month is as its source has it,
 * not of the day on which it was brought in.
 */
export function dayOfFigures(
  basis: Basis,
  consolidatedAt: Date | null | undefined,
  today: string,
  sources: readonly ImportedSource[],
): string {
  if (basis !== 'official') return today
  const sourceDay = sources
    .map(({ issuedOn }) => issuedOn)
    .toSorted()
    .at(-1)
  return sourceDay ?? (consolidatedAt ? dayOf(consolidatedAt) : today)
}

/** Official where the month is consolidated, else approved. */
export function bestBasis(consolidatedAt: Date | null): Basis {
  return consolidatedAt === null ? 'approved' : 'official'
}
