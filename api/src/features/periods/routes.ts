import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { findDaysFaults } from '@ntm/shared/periods/check-days'
import { isPeriod, periodsBetween } from '@ntm/shared/periods/period'
import { AppError, conflict, unprocessable } from '../../errors.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { listCatalogues } from '../criteria/queries.js'
import { DAYS_FAULTS } from './messages.js'
import { presentPeriod } from './present.js'
import {
  claimPeriod,
  findFirstPeriod,
  getPeriodDays,
  listImportedPeriods,
  listPeriodDays,
  setPeriodDays,
} from './queries.js'
import { listPeriodsRoute, patchPeriodRoute, readPeriodRoute } from './schemas.js'

/** Months (kỳ báo cáo); `app.ts` mounts this at `/api/v1/periods`. */
export const periodRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listPeriodsRoute, async (request) => {
    const { limit = 50, cursor } = request.query
    if (cursor !== undefined && !isPeriod(cursor)) throw new AppError('cursor_invalid', 400)

    const current = app.clock.currentPeriod()
    const [first = current, imported] = await Promise.all([findFirstPeriod(app.db), listImportedPeriods(app.db)])
    const known = [...imported.filter((period) => period < first), ...periodsBetween(first, current)].reverse()
    const from = cursor === undefined ? known : known.filter((period) => period < cursor)
    const page = from.slice(0, limit)

    const [days, sets] = await Promise.all([listPeriodDays(app.db, page), listCatalogues(app.db)])
    const data = days.map((each) => presentPeriod(each, sets, imported))
    return { data, page: { next: from.length > limit ? (page.at(-1) ?? null) : null, limit } }
  })

  app.get('/:period', readPeriodRoute, async (request, reply) => {
    const [days, sets, imported] = await Promise.all([
      getPeriodDays(app.db, request.params.period),
      listCatalogues(app.db),
      listImportedPeriods(app.db),
    ])
    reply.header('etag', `"${days.version}"`)
    return presentPeriod(days, sets, imported)
  })

  app.patch('/:period', patchPeriodRoute, async (request, reply) => {
    const { period } = request.params
    const { reason, ...wanted } = request.body
    const version = readIfMatch(request)
    const sets = await listCatalogues(app.db)
    return request.commitChange(reply, async (tx) => {
      const before = await claimPeriod(tx, period)
      if (before.version !== version) throw new AppError('stale_version', 412)
      if (before.consolidatedAt !== null) throw conflict('period_consolidated')
      const after = { dueOn: wanted.dueOn ?? before.dueOn, locksOn: wanted.locksOn ?? before.locksOn }
      const faults = findDaysFaults(period, before, after, app.clock.today())
      if (faults.length > 0) {
        const errors = faults.map(({ field, code }) => ({ pointer: `/${field}`, code, message: DAYS_FAULTS[code] }))
        throw unprocessable('period_days_invalid', errors)
      }
      const changed = { ...before, ...after, version: await setPeriodDays(tx, period, after) }
      return {
        // An imported month is consolidated: its days are not changed.
        body: presentPeriod(changed, sets, []),
        version: changed.version,
        event: {
          action: 'period.changed',
          subject: { kind: 'period', key: period },
          old: { dueOn: before.dueOn, locksOn: before.locksOn },
          new: after,
          reason: reason?.normalize('NFC').trim(),
        },
      }
    })
  })
}
