import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MOST_COMMUNES } from '@ntm/shared/imports/limits'
import { PAST_YEARS } from '@ntm/shared/imports/past-row'
import { lastDayOf, yearOf } from '@ntm/shared/periods/period'
import { AppError, conflict, forbidden, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { writeCsv } from '../../spreadsheets/csv.js'
import { writeWorkbook, XLSX_TYPE } from '../../spreadsheets/write-workbook.js'
import { actedFor, grantsAllowing, type Actor } from '../access/actor.js'
import { getThreshold, isLockedOn } from '../assessments/change-many.js'
import { listCatalogues } from '../criteria/queries.js'
import { findProvinceCode, findUnit } from '../units/queries.js'
import { readDetails } from './find-details.js'
import { findSameImport } from './find-same.js'
import { judgeUndo } from './judge-undo.js'
import { findTemplate, type TemplateFacts } from './find-template.js'
import { listTemplateRows } from './list-template-rows.js'
import { planTemplate } from './plan-template.js'
import { listPastCommunes } from './past-queries.js'
import { listPastRows, planPastTemplate } from './plan-past-template.js'
import { canApply, canImport, canUndo, grantsToImport, importSightOf, PERMISSION_OF } from './policy.js'
import { presentDetails, presentImport } from './present.js'
import { claimImport, findImport, listImports, type FoundImport } from './queries.js'
import { readCursor, writeCursor } from './cursor.js'
import { readForm } from './read-form.js'
import {
  createImportRoute,
  csvPastTemplateRoute,
  csvTemplateRoute,
  listImportsRoute,
  moveImportRoute,
  pastTemplateRoute,
  readImportRoute,
  templateRoute,
} from './schemas.js'
import { addImport, askUndo, moveImport, queueImport } from './write-imports.js'

/** Figures by file, out and in (Excel, CSV); `app.ts` mounts this at `/api/v1`. */
export const importRoutes: FastifyPluginAsyncTypebox = async (app) => {
  async function readTemplate(request: FastifyRequest, asked: { unit?: string; period?: string }, most: number) {
    const actor = requireActor(request)
    const period = asked.period ?? app.clock.currentPeriod()
    const day = lastDayOf(period)
    const own =
      importSightOf(actor).unitIds.length === 1 ? actor.grants.find(({ unit }) => unit)?.unit?.code : undefined
    const unit = await findUnit(app.db, asked.unit ?? own ?? (await findProvinceCode(app.db, day)), day)
    if (!unit) throw notFound('unit_not_found')
    if (grantsToImport(actor, unit.path).length === 0) throw forbidden()
    const today = app.clock.today()
    return findTemplate(app.db, {
      unit,
      period,
      sets: await listCatalogues(app.db),
      rules: {
        most,
        isLocked: (sheet) => isLockedOn(sheet, today),
        thresholdOf: (set, measure, uid) => getThreshold(set, measure, { uid, year: yearOf(period) }).value,
      },
    })
  }

  app.get('/assessments/template.xlsx', templateRoute, async (request, reply) => {
    const { layout = 'measures', ratios, ...asked } = request.query
    const facts = await readTemplate(request, asked, MOST_COMMUNES[layout])
    await recordDownload(request, reply, facts, 'xlsx')
    attach(reply, facts, 'xlsx').type(XLSX_TYPE)
    return reply.send(writeWorkbook(planTemplate(facts, layout, ratios === 'true')))
  })

  app.get('/assessments/template.csv', csvTemplateRoute, async (request, reply) => {
    const { profile = 'machine', ...asked } = request.query
    const facts = await readTemplate(request, asked, MOST_COMMUNES.csv)
    await recordDownload(request, reply, facts, 'csv')
    attach(reply, facts, 'csv').type('text/csv; charset=utf-8')
    return reply.send(writeCsv(listTemplateRows(facts, profile), profile))
  })

  app.get('/imports', listImportsRoute, async (request) => {
    const { limit = 50, cursor } = request.query
    const found = await listImports(app.db, importSightOf(requireActor(request)), { after: readCursor(cursor), limit })
    const rows = found.slice(0, limit)
    const next = found.length > limit ? writeCursor(rows.at(-1)) : null
    return { data: rows.map(presentImport), page: { next, limit } }
  })

  app.post('/imports', createImportRoute, async (request, reply) => {
    const actor = requireActor(request)
    const file = await readForm(request)
    const isDryRun = request.query.dryRun === 'true'
    const { kind, past } = file
    if (past && past.sourceDate > app.clock.today()) throw unprocessable('import_source_in_future')
    const grants = grantsAllowing(actor, PERMISSION_OF[kind])
    const scope = grants[0]?.unit
    if (!scope) throw forbidden()
    const { name: fileName, content, sha256, format } = file
    const sent = await request.commitChange(reply, async (tx) => {
      // Two who send one file at once: the second finds the import of the first.
      await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-import-file'), hashtext($1))`, [
        sha256.toString('hex'),
      ])
      const same = await findSameImport(tx, importSightOf(actor), { kind, sha256, isDryRun, past })
      if (same) {
        return { body: presentDetails(same, await readDetails(tx, same), actor), status: 202, event: [] }
      }
      const id = await addImport(tx, {
        ...{ kind, past, isDryRun, fileName, format, content, sha256, scopeId: scope.id },
        ...{ accountId: actor.accountId, actingFor: actedFor(grants), traceId: request.id },
        createdAt: app.clock.now(),
      })
      const added = await claimImport(tx, id)
      if (!added) throw new Error(`Import ${id} is gone though nothing deletes one`)
      const subject = { kind: 'import', key: id }
      const told = { fileName, sha256: sha256.toString('hex'), dryRun: isDryRun, ...past }
      return {
        body: presentDetails(added, await readDetails(tx, added), actor),
        status: 202,
        version: added.version,
        event: { action: 'import.sent', subject, new: told },
        using: grants,
      }
    })
    reply.header('location', `/api/v1/imports/${sent.id}`)
    return sent
  })

  app.get('/imports/past-template.xlsx', pastTemplateRoute, async (request, reply) => {
    const years = yearsAsked(request.query.year)
    const communes = await listPastCommunes(app.db, years)
    reply.header('content-disposition', `attachment; filename="${nameOfPast(years)}.xlsx"`).type(XLSX_TYPE)
    return reply.send(writeWorkbook(planPastTemplate(years, communes)))
  })

  app.get('/imports/past-template.csv', csvPastTemplateRoute, async (request, reply) => {
    const { year, profile = 'machine' } = request.query
    const years = yearsAsked(year)
    const communes = await listPastCommunes(app.db, years)
    reply.header('content-disposition', `attachment; filename="${nameOfPast(years)}.csv"`)
    return reply.type('text/csv; charset=utf-8').send(writeCsv(listPastRows(years, communes), profile))
  })

  app.get('/imports/:id', readImportRoute, async (request, reply) => {
    const actor = requireActor(request)
    const found = await findImport(app.db, request.params.id, importSightOf(actor))
    if (!found) throw notFound('import_not_found')
    reply.header('etag', `"${found.version}"`)
    return presentDetails(found, await readDetails(app.db, found), actor)
  })

  app.post('/imports/:id/transitions', moveImportRoute, async (request, reply) => {
    const actor = requireActor(request)
    const { id } = request.params
    const version = readIfMatch(request)
    const { action: asked, leaveEdited: leavesEdited = false } = request.body
    const isUndo = asked === 'undo'
    if (leavesEdited && !isUndo) throw new AppError('malformed_request', 400)
    return request.commitChange(reply, async (tx) => {
      if (!(await findImport(tx, id, importSightOf(actor)))) throw notFound('import_not_found')
      const found = await claimImport(tx, id)
      if (!found) throw notFound('import_not_found')
      if (found.accountId !== actor.accountId) throw forbidden('import_of_another')
      if (found.version !== version) throw new AppError('stale_import', 412)
      if (!canImport(actor, found.kind)) throw forbidden()
      requireStep(actor, found, isUndo)
      if (isUndo) {
        const { fault } = await judgeUndo(tx, found, { actor, today: app.clock.today(), leavesEdited })
        if (fault?.code === 'forbidden') throw forbidden()
        if (fault) throw conflict(fault.code, fault.message)
        await askUndo(tx, id, { leavesEdited })
      }
      await moveImport(tx, id, { state: 'queued', step: isUndo ? 'undo' : 'apply', finishedAt: found.finishedAt })
      await queueImport(tx, id)
      const moved = await claimImport(tx, id)
      const action = isUndo ? 'import.undoing' : 'import.confirmed'
      return {
        body: presentDetails(moved ?? found, await readDetails(tx, moved ?? found), actor),
        status: 202,
        version: moved?.version ?? found.version,
        event: { action, subject: { kind: 'import', key: id }, new: { fileName: found.fileName } },
      }
    })
  })
}

function nameOfPast(years: readonly string[]): string {
  return `ket-qua-${[...new Set([years[0], years.at(-1)])].join('-')}`
}

function yearsAsked(year: string | undefined): readonly string[] {
  return year === undefined ? PAST_YEARS : [year]
}

/** @throws AppError 409 when the import stands where that cannot be done. */
function requireStep(actor: Actor, found: FoundImport, isUndo: boolean): void {
  if (isUndo ? canUndo(actor, found) : canApply(actor, found)) return
  throw conflict(isUndo ? 'import_not_applied' : 'import_not_checked')
}

/** A template carries figures out of the system: who took which is told by the trail. */
async function recordDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  { unit, period, sheets }: TemplateFacts,
  format: 'xlsx' | 'csv',
): Promise<void> {
  const told = { period, format, communes: sheets.length }
  const subject = { kind: 'unit', key: unit.uid }
  await request.commitChange(reply, async () => ({
    body: null,
    event: { action: 'template.downloaded', subject, new: told },
  }))
}

function attach(reply: FastifyReply, { unit, period }: TemplateFacts, ending: 'xlsx' | 'csv') {
  return reply.header('content-disposition', `attachment; filename="phieu-${unit.code}-${period}.${ending}"`)
}
