import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ThresholdDecision } from '@ntm/shared/criteria/maintenance-wire'
import type { Database } from '../../db/client.js'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import type { Actor } from '../access/actor.js'
import { claimCatalogues, forgetCatalogues, listCatalogues, type Catalogue } from '../criteria/queries.js'
import { findUnit } from '../units/queries.js'
import { changeLead } from './change-lead.js'
import { decideThreshold, findDecisionFaults } from './decide-threshold.js'
import { notACommune, unknownUnit } from './messages.js'
import { canDecideFor } from './policy.js'
import { presentLeads, presentThresholds, versionOfLeads, versionOfThresholds } from './present.js'
import { claimLeads, listLeads, listThresholds } from './queries.js'
import { changeLeadRoute, decideThresholdRoute, listLeadsRoute, listThresholdsRoute } from './schemas.js'
import { setFileRoutes } from './set-routes.js'

/** Upkeep of the criteria sets by the provincial office; `app.ts` mounts this at `/api/v1/criteria-sets`. */
export const setMaintenanceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(setFileRoutes)

  app.get('/:code/measures/:key/thresholds', listThresholdsRoute, async (request, reply) => {
    const { set, measure } = getMeasure(await listCatalogues(app.db), request.params)
    const thresholds = await listThresholds(app.db, measure.id)
    reply.header('etag', `"${versionOfThresholds(thresholds)}"`)
    return presentThresholds(set, measure, thresholds)
  })

  app.post('/:code/measures/:key/thresholds', decideThresholdRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const actor = requireActor(request)
    const decision = request.body
    const answer = await request.commitChange(reply, async (tx) => {
      const { set, measure } = getMeasure(await claimCatalogues(tx), request.params)
      const before = await listThresholds(tx, measure.id)
      if (versionOfThresholds(before) !== version) throw new AppError('stale_version', 412)
      const unit = await findScopeUnit(tx, actor, decision, app.clock.today())
      const faults = [...findDecisionFaults(set, measure, decision), ...unit.faults]
      if (faults.length > 0) throw unprocessable('threshold_invalid', faults)
      const writing = { accountId: actor.accountId, at: app.clock.now() }
      const deciding = { set, measure, thresholds: before, decision, unit: unit.found, ...writing }
      const { rejudged, event } = await decideThreshold(tx, deciding)
      const after = await listThresholds(tx, measure.id)
      const { sheets, changed } = rejudged
      const body = { ...presentThresholds(set, measure, after), rejudged: { sheets, changed: changed.length } }
      return { body, version: versionOfThresholds(after), status: 201, event }
    })
    forgetCatalogues(app.db)
    return answer
  })

  app.get('/:code/indicators/:indicator/leads', listLeadsRoute, async (request, reply) => {
    const { set, indicator } = getIndicator(await listCatalogues(app.db), request.params)
    const leads = await listLeads(app.db, set.id, indicator.code)
    reply.header('etag', `"${versionOfLeads(leads)}"`)
    return presentLeads(set, indicator, leads, app.clock.today())
  })

  app.put('/:code/indicators/:indicator/leads', changeLeadRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { accountId } = requireActor(request)
    const { set, indicator } = getIndicator(await listCatalogues(app.db), request.params)
    const answer = await request.commitChange(reply, async (tx) => {
      const before = await claimLeads(tx, set.id, indicator.code)
      if (versionOfLeads(before) !== version) throw new AppError('stale_version', 412)
      const changing = { set, indicator, leads: before, change: request.body, accountId, at: app.clock.now() }
      const event = await changeLead(tx, changing)
      const leads = await listLeads(tx, set.id, indicator.code)
      return { body: presentLeads(set, indicator, leads, app.clock.today()), version: versionOfLeads(leads), event }
    })
    forgetCatalogues(app.db)
    return answer
  })
}

function getSet(sets: readonly Catalogue[], code: string): Catalogue {
  const set = sets.find((each) => each.code === code)
  if (!set) throw notFound('criteria_set_not_found')
  return set
}

function getMeasure(sets: readonly Catalogue[], { code, key }: { code: string; key: string }) {
  const set = getSet(sets, code)
  const measure = set.measures.find((each) => each.key === key)
  if (!measure) throw notFound('measure_not_found')
  return { set, measure }
}

function getIndicator(sets: readonly Catalogue[], { code, indicator }: { code: string; indicator: string }) {
  const set = getSet(sets, code)
  const found = set.indicators.find((each) => each.code === indicator)
  if (!found) throw notFound('indicator_not_found')
  return { set, indicator: found }
}

/**
 * The commune that a decision is for, as it is today.
 *
 * @throws AppError 403 when it lies outside the province of the office.
 */
async function findScopeUnit(tx: Database, actor: Actor, decision: ThresholdDecision, today: string) {
  if (decision.unit === undefined) return { found: null, faults: [] }
  const unit = await findUnit(tx, decision.unit, today)
  if (!unit) return { found: null, faults: [{ pointer: '/unit', code: 'unknown_unit', message: unknownUnit }] }
  if (!canDecideFor(actor, unit)) throw forbidden()
  const isJudged = unit.kind === 'commune' && unit.inProgramme
  const faults = isJudged ? [] : [{ pointer: '/unit', code: 'not_a_commune', message: notACommune }]
  return { found: { id: unit.id, uid: unit.uid }, faults }
}
