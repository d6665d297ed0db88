import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssessmentAction } from '@ntm/shared/assessments/status'
import type { AssessmentSummary, AssessmentView } from '@ntm/shared/assessments/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { Database } from '../../db/client.js'
import { forbidden, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readUnitCursor } from '../../plugins/cursor.js'
import { sendRecalled } from '../../plugins/memory.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { identify, sightOf, type Actor } from '../access/actor.js'
import {
  checkCatalogues,
  findCatalogueOn,
  holdCatalogues,
  recallCatalogues,
  type Catalogue,
} from '../criteria/queries.js'
import { getPeriodDays } from '../periods/queries.js'
import { findProvinceCode, findUnit } from '../units/queries.js'
import { changeValues, requireEditable } from './change-values.js'
import { findEarlierSubmission, findLastMonth, listPastValues } from './compare-sheets.js'
import { findSheet, type FoundSheet } from './find-sheet.js'
import { findSheetForChange } from './find-sheet-for-change.js'
import { requireVersion, requireVisibleSheet } from './guard-sheet.js'
import { fillBeforeMove } from './fill-before-move.js'
import { claimKnown, createKnownSheets, type SheetMoment } from './known-sheets.js'
import { moveSheet, requireMove } from './move-sheet.js'
import { canEdit, canSee, canSeeWork, grantsFor, isAuthor } from './policy.js'
import { presentSheet } from './present.js'
import { presentEvent, PUBLIC_ACTIONS } from './present-events.js'
import { presentChanges, presentMeasureHistory } from './present-history.js'
import { presentListedSheet } from './present-list.js'
import { listSheetEvents, listSheets } from './queries.js'
import { reopenSheet } from './reopen-sheet.js'
import type { ClaimedSheet, SheetAct, SheetActKind, SheetPlace, VisibleSheet } from './sheet-door.js'
import { villageFigureRoutes } from './village-figure-routes.js'
import {
  changesRoute,
  historyRoute,
  listAssessmentsRoute,
  measureHistoryRoute,
  moveAssessmentRoute,
  patchAssessmentRoute,
  readAssessmentRoute,
} from './schemas.js'

/** Months that a page of values looks back where nothing else is asked: the spark lines of the sheet. */
const MEASURE_HISTORY_MONTHS = 12

/** Monthly sheets (phiếu đánh giá) of communes; `app.ts` mounts this at `/api/v1/assessments`. */
export const assessmentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const knownSheets = createKnownSheets()
  const viewerOf = (request: FastifyRequest) => ({ actor: requireActor(request), today: app.clock.today() })

  async function readSheet(
    request: FastifyRequest,
    { unit, period, revision }: { unit: string; period: string; revision?: number },
  ) {
    const viewer = viewerOf(request)
    const memory = await app.openMemory()
    const recallSheet = (revision?: number) =>
      memory.recall(`sheet ${unit} ${period} ${revision}`, () => findSheet(app.db, unit, period, revision))
    const [sets, latest] = await Promise.all([
      memory.recall('criteria sets', () => checkCatalogues(app.db)),
      recallSheet(revision),
    ])
    if (revision !== undefined && latest?.sheetId === null) throw notFound('revision_not_found')
    const isHidden = latest && revision === undefined && !canSee(viewer.actor, latest)
    // Whoever may not see a correction under way sees the number of record that it corrects.
    const record = isHidden ? latest.officialRevision : null
    const found = record === null ? latest : await recallSheet(record)
    return { ...requireVisibleSheet(sets, found, period, viewer), viewer, memory }
  }

  /** One change of one sheet: `work` has it under its lock, once the caller may know of it. */
  async function changeSheet<Body>(
    request: FastifyRequest,
    reply: FastifyReply,
    { unit, period, kind }: SheetPlace,
    work: (claimed: ClaimedSheet) => Promise<SheetAct>,
    present: (changed: VisibleSheet & { tx: Database }) => Body | Promise<Body>,
  ): Promise<Body> {
    const version = readIfMatch(request)
    const place = { unit, period }
    const known = knownSheets.find(place)
    const sets = known && recallCatalogues(app.db)
    let left: FoundSheet | undefined
    let claimedAt: SheetMoment | undefined
    const body = await request.commitChange<Body, [Catalogue[], FoundSheet | undefined]>(reply, {
      expected: sets && {
        found: [sets.catalogues, known],
        claim: claimKnown(known, sets.version),
        confirm: ({ rows }) => (claimedAt = rows[0] as SheetMoment | undefined),
      },
      first: (tx) => Promise.all([holdCatalogues(tx, app.db), findSheetForChange(tx, unit, period)]),
      work: async (tx, [sets, found]) => {
        // Only now: whoever had to wait for the sheet past midnight comes on the day on which it is free.
        const viewer = viewerOf(request)
        const claimed = requireVisibleSheet(sets, found, period, viewer)
        const { accountId, displayName } = viewer.actor
        const writing = { accountId, displayName, at: app.clock.now(), today: viewer.today }
        const checkVersion = () => requireVersion(claimed.sheet, version)
        const act = await work({ ...claimed, tx, viewer, writing, checkVersion })
        const { event, writes } = act
        left = writes && act.changed
        const changed = requireVisibleSheet(sets, act.changed ?? (await findSheet(tx, unit, period)), period, viewer)
        return {
          body: await present({ ...changed, viewer, tx }),
          version: changed.sheet.version,
          event,
          ...(writes && { writes }),
          using: grantsFor(viewer.actor, claimed.sheet, kind),
        }
      },
    })
    // Not before the commit: what was rolled back has never been.
    if (left) knownSheets.keep(place, { ...left, ...claimedAt })
    return body
  }

  await app.register(villageFigureRoutes, { door: { readSheet, changeSheet } })

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
    const { sheet, set, viewer, memory } = await readSheet(request, { ...request.params, ...request.query })
    reply.header('etag', `"${sheet.version}"`)
    const key = `sheet ${sheet.unitId} ${sheet.period} ${sheet.revision} ${viewer.today} ${identify(viewer.actor)}`
    return sendRecalled(reply, memory, key, () => presentSheet(sheet, set, viewer))
  })

  app.get('/:unit/:period/measure-history', measureHistoryRoute, async (request) => {
    const { months = MEASURE_HISTORY_MONTHS } = request.query
    const { sheet, set, viewer } = await readSheet(request, request.params)
    return presentMeasureHistory(set, await listPastValues(app.db, sheet, canSeeWork(viewer.actor, sheet), months))
  })

  app.get('/:unit/:period/changes', changesRoute, async (request) => {
    const { since } = request.query
    const { sheet, set, viewer } = await readSheet(request, request.params)
    const seesWork = canSeeWork(viewer.actor, sheet)
    if (since === 'lastMonth') return presentChanges(since, sheet, set, await findLastMonth(app.db, sheet, seesWork))
    if (!seesWork) throw forbidden()
    return presentChanges(since, sheet, set, await findEarlierSubmission(app.db, sheet))
  })

  app.get('/:unit/:period/history', historyRoute, async (request) => {
    const { limit = 50, cursor } = request.query
    const { sheet, set, viewer } = await readSheet(request, request.params)
    const found = await listSheetEvents(app.db, {
      uid: sheet.unit.uid,
      period: sheet.period,
      revision: sheet.revision,
      // What nobody has approved is not everybody's to read, nor is how it came about.
      actions: canSeeWork(viewer.actor, sheet) ? null : PUBLIC_ACTIONS,
      before: cursor === undefined ? null : Number(cursor),
      limit,
    })
    const rows = found.slice(0, limit)
    const next = found.length > limit ? String(rows.at(-1)?.no) : null
    return { data: rows.map((row) => presentEvent(row, set)), page: { next, limit } }
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
      presentWhole,
    ),
  )

  app.post('/:unit/:period/transitions', moveAssessmentRoute, (request, reply) =>
    changeSheet(
      request,
      reply,
      { ...request.params, kind: kindOf(request.body.action) },
      async ({ tx, sheet, set, viewer, writing, checkVersion }) => {
        const { action } = request.body
        requireMover(viewer.actor, sheet, action)
        checkVersion()
        const filled = await fillBeforeMove(tx, { sheet, set, request: request.body, writing })
        if (action === 'reopen') return { event: await reopenSheet(tx, { sheet, set, request: request.body, writing }) }
        const movable = requireMove(filled.sheet, action, viewer.today)
        const { filling } = filled
        const moving = { sheet: movable, set, request: request.body, writing, filling }
        const act = await moveSheet(tx, action, moving)
        return { ...act, event: [filled.event, act.event].flat() }
      },
      presentWhole,
    ),
  )
}

function presentWhole({ sheet, set, viewer }: VisibleSheet): AssessmentView {
  return presentSheet(sheet, set, viewer)
}

/** Whether a move is the commune's own, its reviewer's or the province's. */
function kindOf(action: AssessmentAction): SheetActKind {
  if (action === 'reopen') return 'reopen'
  return action === 'submit' || action === 'withdraw' ? 'edit' : 'review'
}

/** @throws AppError 403 unless the actor is the one who makes this move. */
function requireMover(actor: Actor, sheet: FoundSheet, action: AssessmentAction): void {
  const kind = kindOf(action)
  if (grantsFor(actor, sheet, kind).length === 0) throw forbidden()
  if (kind === 'review' && isAuthor(actor, sheet)) throw forbidden('own_sheet')
}
