import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssessmentSummary, AssessmentView, TransitionRequest } from '@ntm/shared/assessments/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import { forbidden, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readUnitCursor } from '../../plugins/cursor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { sightOf, type Actor } from '../access/actor.js'
import { findCatalogueOn, holdCatalogues, listCatalogues, type Catalogue } from '../criteria/queries.js'
import { getPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit } from '../units/queries.js'
import { changeValues, requireEditable, type Writing } from './change-values.js'
import { findEarlierSubmission, findLastMonth, listPastValues } from './compare-sheets.js'
import { findSheet, findSheetForChange, type FoundSheet } from './find-sheet.js'
import { requireVersion, requireVisibleSheet } from './guard-sheet.js'
import { moveSheet, requireMove } from './move-sheet.js'
import { canEdit, canReview, grantsFor, canSeeWork, isAuthor } from './policy.js'
import { presentSheet, type Viewer } from './present.js'
import { presentChanges, presentMeasureHistory } from './present-history.js'
import { presentListedSheet } from './present-list.js'
import { listSheets } from './queries.js'
import {
  changesRoute,
  listAssessmentsRoute,
  measureHistoryRoute,
  moveAssessmentRoute,
  patchAssessmentRoute,
  readAssessmentRoute,
} from './schemas.js'

/** Monthly sheets (phiếu đánh giá) of communes; `app.ts` mounts this at `/api/v1/assessments`. */
export const assessmentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const viewerOf = (request: FastifyRequest) => ({ actor: requireActor(request), today: app.clock.today() })

  async function readSheet(request: FastifyRequest, unit: string, period: string) {
    const viewer = viewerOf(request)
    const [sets, found] = await Promise.all([listCatalogues(app.db), findSheet(app.db, unit, period)])
    return { ...requireVisibleSheet(sets, found, period, viewer), viewer }
  }

  /** One change of one sheet: `work` has it under its lock, once the caller may know of it. */
  async function changeSheet(
    request: FastifyRequest,
    reply: FastifyReply,
    { unit, period, kind }: { unit: string; period: string; kind: 'edit' | 'review' },
    work: (claimed: ClaimedSheet) => Promise<AuditEvent>,
  ): Promise<AssessmentView> {
    const version = readIfMatch(request)
    const viewer = viewerOf(request)
    return request.commitChange(reply, async (tx) => {
      const sets = await holdCatalogues(tx, app.db)
      const claimed = requireVisibleSheet(sets, await findSheetForChange(tx, unit, period), period, viewer)
      const writing = { accountId: viewer.actor.accountId, at: app.clock.now(), today: viewer.today }
      const checkVersion = () => requireVersion(claimed.sheet, version)
      const event = await work({ ...claimed, tx, viewer, writing, checkVersion })
      const changed = requireVisibleSheet(sets, await findSheet(tx, unit, period), period, viewer)
      return {
        body: presentSheet(changed.sheet, changed.set, viewer),
        version: changed.sheet.version,
        event,
        using: grantsFor(viewer.actor, claimed.sheet, kind),
      }
    })
  }

  app.get('/', listAssessmentsRoute, async (request) => {
    const { period, limit = 50, cursor, status } = request.query
    const after = readUnitCursor(cursor)
    const day = lastDayOf(period)
    const unit = await findUnit(app.db, request.query.unit ?? (await findProvinceCode(app.db, day)), day)
    if (!unit) throw notFound('unit_not_found')
    const sight = sightOf(requireActor(request))
    const [found, days, set] = await Promise.all([
      listSheets(app.db, { period, unitId: unit.id, status, sight, after, limit }),
      getPeriodDays(app.db, period),
      findCatalogueOn(app.db, day),
    ])
    const measures = set?.measures.length ?? 0
    const data = found.slice(0, limit).map((row): AssessmentSummary => presentListedSheet(row, { ...days, measures }))
    const next = found.length > limit ? (data.at(-1)?.unit.code ?? null) : null
    return { data, page: { next, limit } }
  })

  app.get('/:unit/:period', readAssessmentRoute, async (request, reply) => {
    const { sheet, set, viewer } = await readSheet(request, request.params.unit, request.params.period)
    reply.header('etag', `"${sheet.version}"`)
    return presentSheet(sheet, set, viewer)
  })

  app.get('/:unit/:period/measure-history', measureHistoryRoute, async (request) => {
    const { sheet, set, viewer } = await readSheet(request, request.params.unit, request.params.period)
    return presentMeasureHistory(set, await listPastValues(app.db, sheet, canSeeWork(viewer.actor, sheet)))
  })

  app.get('/:unit/:period/changes', changesRoute, async (request) => {
    const { since } = request.query
    const { sheet, set, viewer } = await readSheet(request, request.params.unit, request.params.period)
    const seesWork = canSeeWork(viewer.actor, sheet)
    if (since === 'lastMonth') return presentChanges(since, sheet, set, await findLastMonth(app.db, sheet, seesWork))
    if (!seesWork) throw forbidden()
    return presentChanges(since, sheet, set, await findEarlierSubmission(app.db, sheet))
  })

  app.patch('/:unit/:period', patchAssessmentRoute, (request, reply) =>
    changeSheet(
      request,
      reply,
      { ...request.params, kind: 'edit' },
      async ({ tx, sheet, set, viewer, writing, checkVersion }) => {
        if (!canEdit(viewer.actor, sheet)) throw forbidden()
        checkVersion()
        requireEditable(sheet, viewer.today)
        return changeValues(tx, sheet, set, request.body, writing)
      },
    ),
  )

  app.post('/:unit/:period/transitions', moveAssessmentRoute, (request, reply) =>
    changeSheet(
      request,
      reply,
      { ...request.params, kind: kindOf(request.body.action) },
      async ({ tx, sheet, set, viewer, writing, checkVersion }) => {
        requireMover(viewer.actor, sheet, request.body.action)
        checkVersion()
        const movable = requireMove(sheet, request.body.action, viewer.today)
        return moveSheet(tx, { sheet: movable, set, request: request.body, writing })
      },
    ),
  )
}

interface ClaimedSheet {
  tx: Database
  sheet: FoundSheet
  set: Catalogue
  viewer: Viewer
  writing: Writing
  /** @throws AppError 412 unless the caller has read the sheet as it stands. */
  checkVersion: () => void
}

/** Whether a move is the commune's own, or its reviewer's. */
function kindOf(action: TransitionRequest['action']): 'edit' | 'review' {
  return action === 'submit' || action === 'withdraw' ? 'edit' : 'review'
}

/** @throws AppError 403 unless the actor is the one who makes this move. */
function requireMover(actor: Actor, sheet: FoundSheet, action: TransitionRequest['action']): void {
  if (kindOf(action) === 'edit') {
    if (!canEdit(actor, sheet)) throw forbidden()
    return
  }
  if (!canReview(actor, sheet)) throw forbidden()
  if (isAuthor(actor, sheet)) throw forbidden('own_sheet')
}
