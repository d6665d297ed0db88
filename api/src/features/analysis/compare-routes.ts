import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { BANDS } from '@ntm/shared/analysis/bands'
import { conditionMeasuresOf } from '@ntm/shared/analysis/condition-measures'
import { findSimilar } from '@ntm/shared/analysis/similar-units'
import { previousDecember, previousPeriod, yearOf } from '@ntm/shared/periods/period'
import { notFound, unprocessable } from '../../errors.js'
import { requireReader } from '../../plugins/actor.js'
import { sendRevalidated } from '../../plugins/revalidate.js'
import { listPeriodDays } from '../periods/queries.js'
import { findUnitDetails } from '../units/queries.js'
import { comparisonRoute, distributionRoute, similarRoute } from './compare-schemas.js'
import { listConditions } from './find-conditions.js'
import { listAnswers, listMeasured, type AskedMeasure } from './find-values.js'
import { presentComparison, presentSimilar, toConditions } from './present-compare.js'
import { presentDistribution } from './present-distribution.js'
import { listImportedSources } from './queries.js'
import { bestBasis, createMonthReader, dayOfFigures, type ResolvedMonth } from './read-month.js'

/** Communes that a group of similar conditions has beside the one it is of. */
const MOST_SIMILAR = 5

/** Units beside each other, and one measure across communes; mounted with the other routes of analysis. */
export const compareRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { resolveMonth, readOverview } = createMonthReader(app)

  async function readComparison(first: ResolvedMonth, others: readonly ResolvedMonth[]) {
    const { kind } = first.unit
    if (kind === 'village') throw unprocessable('village_not_compared')
    if (others.some(({ unit }) => unit.kind !== kind)) throw unprocessable('kinds_mixed')
    const communeIds = kind === 'commune' ? [first, ...others].map(({ unit }) => unit.id) : []
    const [overview, answers, ...rest] = await Promise.all([
      readOverview(first),
      listAnswers(app.db, communeIds, first.month),
      ...others.map(readOverview),
    ])
    return presentComparison([overview, ...rest], answers, first.set)
  }

  /** @param root - Ids from the province down to the unit whose communes are looked at. */
  async function readSimilar({ unit, set, month: { period } }: ResolvedMonth, root: readonly number[]) {
    const startPeriod = previousDecember(period)
    const poverty = conditionMeasuresOf(set.code)?.poverty
    const povertyId = set.measures.find(({ key }) => key === poverty)?.id
    const found = await listConditions(app.db, root, period, startPeriod, povertyId)
    const subject = found.find((each) => each.unit.uid === unit.uid)
    if (!subject) throw unprocessable('not_a_commune')
    const year = yearOf(period)
    const group = findSimilar(
      toConditions(subject, set, year),
      found.map((each) => toConditions(each, set, year)),
      MOST_SIMILAR,
    )
    const byUid = new Map(found.map((each) => [each.unit.uid, each]))
    return presentSimilar({ subject, period, startPeriod, considered: found.length - 1, group, found: byUid })
  }

  async function readDistribution({ unit, set, day, days, month }: ResolvedMonth, asked: Omit<AskedMeasure, 'id'>) {
    const measure = set.measures.find(({ key }) => key === asked.key)
    if (!measure) throw notFound('measure_not_found')
    const lastPeriod = previousPeriod(month.period)
    const [last] = await listPeriodDays(app.db, [lastPeriod])
    const lastMonth = { period: lastPeriod, basis: bestBasis(last?.consolidatedAt ?? null) }
    const [details, communes, sources] = await Promise.all([
      findUnitDetails(app.db, unit.code, day),
      listMeasured(app.db, unit.path, month, lastMonth, { ...asked, id: measure.id }),
      listImportedSources(app.db, unit.path, [month.period]),
    ])
    if (!details) throw notFound('unit_not_found')
    const asOf = dayOfFigures(month.basis, days?.consolidatedAt, app.clock.today(), sources)
    return presentDistribution({ unit: details, month, asOf, lastPeriod, set, measure, communes })
  }

  app.get('/comparison', comparisonRoute, async (request, reply) => {
    const { units, ...asked } = request.query
    const [first, ...others] = await Promise.all(
      [...new Set(units.split(','))].map((unit) => resolveMonth(request, { ...asked, unit })),
    )
    if (!first) throw notFound('unit_not_found')
    const key = `comparison ${[first, ...others].map((each) => each.key).join(' ')}`
    return sendRevalidated(request, reply, first.memory, key, () => readComparison(first, others))
  })

  app.get('/similar-units', similarRoute, async (request, reply) => {
    const resolved = await resolveMonth(request, request.query)
    // The whole province, and of a machine client what lies within its bound.
    const { path } = resolved.unit
    const root = path.slice(0, 1 + Math.max(0, path.indexOf(requireReader(request).bound?.id ?? -1)))
    const key = `similar ${resolved.key} ${root.join('.')}`
    return sendRevalidated(request, reply, resolved.memory, key, () => readSimilar(resolved, root))
  })

  app.get('/distribution', distributionRoute, async (request, reply) => {
    const { measure: key, band: label, ...asked } = request.query
    const resolved = await resolveMonth(request, asked)
    const band = BANDS.find((each) => each.label === label)
    const name = `distribution ${resolved.key} ${label ?? ''} ${key}`
    return sendRevalidated(request, reply, resolved.memory, name, () => readDistribution(resolved, { key, band }))
  })
}
