import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { lastDayOf } from '@ntm/shared/periods/period'
import { AppError, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { sightOf } from '../access/actor.js'
import { listCatalogues, type Catalogue } from '../criteria/queries.js'
import { findUnit } from '../units/queries.js'
import { agenciesOf } from './policy.js'
import { leadOf, presentVerifications } from './present.js'
import { listVerifiable } from './queries.js'
import { recordVerdicts } from './record-verdicts.js'
import { listVerificationsRoute, verifyRoute } from './schemas.js'

/** Commune and indicator of the last row of a page. */
const CURSOR = /^([0-9]{2,10})~([0-9a-z.]{1,20})$/

/** What departments say of indicators (xác nhận của ngành); `app.ts` mounts this at `/api/v1/verifications`. */
export const verificationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listVerificationsRoute, async (request) => {
    const { period, indicator, agency, state, cursor, limit = 50 } = request.query
    const after = readCursor(cursor)
    const actor = requireActor(request)
    const unit = request.query.unit && (await findUnit(app.db, request.query.unit, lastDayOf(period)))
    if (unit === undefined && request.query.unit !== undefined) throw notFound('unit_not_found')
    const sets = await listCatalogues(app.db)
    const sheets = await listVerifiable(app.db, {
      period,
      codes: null,
      below: unit ? unit.id : null,
      indicators: selectIndicators(sets, period, { indicator, agency }),
      sight: sightOf(actor),
      from: after?.unit ?? null,
    })
    const agencies = agenciesOf(actor)
    const rows = sheets
      .flatMap((sheet) => {
        const set = sets.find(({ id }) => id === sheet.setId)
        const all = set ? presentVerifications(sheet, set, period, agencies) : []
        if (sheet.unit.code !== after?.unit) return all
        return all.slice(all.findIndex((row) => row.indicator === after.indicator) + 1)
      })
      .filter((row) => indicator === undefined || row.indicator === indicator)
      .filter((row) => agency === undefined || row.agency === agency)
      .filter((row) => state === undefined || row.state === state)
    const data = rows.slice(0, limit)
    const last = rows.length > limit ? data.at(-1) : undefined
    return { data, page: { next: last ? `${last.unit.code}~${last.indicator}` : null, limit } }
  })

  app.post('/', verifyRoute, async (request, reply) => {
    const actor = requireActor(request)
    // Before the transaction: it holds a connection, and this may need another.
    const sets = await listCatalogues(app.db)
    return request.commitChange(reply, async (tx) => {
      const { accountId } = actor
      const verifying = { request: request.body, sets, agencies: agenciesOf(actor), accountId, at: app.clock.now() }
      const { outcome, events } = await recordVerdicts(tx, verifying)
      return { body: outcome, event: events }
    })
  })
}

/** Indicators whose answers are read; null: all. An agency is asked for more often than anything else. */
function selectIndicators(
  sets: readonly Catalogue[],
  period: string,
  { indicator, agency }: { indicator: string | undefined; agency: string | undefined },
): string[] | null {
  if (indicator !== undefined) return [indicator]
  if (agency === undefined) return null
  const led = sets.flatMap((set) => set.indicators.filter((each) => leadOf(each, period) === agency))
  return [...new Set(led.map(({ code }) => code))]
}

/** The row after which a page begins. @throws AppError 400 when it cannot be one that this service gave out. */
function readCursor(cursor: string | undefined): { unit: string; indicator: string } | undefined {
  if (cursor === undefined) return undefined
  const [, unit, indicator] = CURSOR.exec(cursor) ?? []
  if (unit === undefined || indicator === undefined) throw new AppError('cursor_invalid', 400)
  return { unit, indicator }
}
