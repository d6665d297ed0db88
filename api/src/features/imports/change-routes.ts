import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { AppError, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { writeCsv } from '../../spreadsheets/csv.js'
import { listCatalogues } from '../criteria/queries.js'
import { changesFileRoute, listChangesRoute, readChangesRoute } from './change-schemas.js'
import { findChanged, listChanged } from './find-changes.js'
import { headOfChanges, listChangeRows } from './list-change-rows.js'
import { grantsToImport, importSightOf } from './policy.js'
import { presentChanges, presentCommune } from './present-changes.js'
import { previewChanges, type PreviewTools } from './preview-changes.js'
import { findImport, type FoundImport } from './queries.js'

/** Communes whose figures are in memory at one time. */
const BATCH = 100
const CODE = /^\d{2,10}$/

/** What an import changes, commune by commune, figure by figure; `app.ts` mounts this at `/api/v1`. */
export const importChangeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  async function findSeen(request: FastifyRequest, id: string): Promise<FoundImport> {
    const found = await findImport(app.db, id, importSightOf(requireActor(request)))
    if (!found) throw notFound('import_not_found')
    return found
  }

  async function toolsFor(request: FastifyRequest): Promise<PreviewTools> {
    const actor = requireActor(request)
    return {
      sets: await listCatalogues(app.db),
      mayWrite: (path) => grantsToImport(actor, path).length > 0,
      account: { accountId: actor.accountId, displayName: actor.displayName },
      now: app.clock.now(),
      today: app.clock.today(),
    }
  }

  app.get('/imports/:id/changes', listChangesRoute, async (request) => {
    const { limit = 50, cursor } = request.query
    if (cursor !== undefined && !CODE.test(cursor)) throw new AppError('cursor_invalid', 400)
    const found = await findSeen(request, request.params.id)
    const { unitIds } = importSightOf(requireActor(request))
    const asked = { unitIds, after: cursor ?? '', limit: limit + 1, withFigures: false }
    const communes = await listChanged(app.db, found, asked)
    const shown = communes.slice(0, limit)
    const next = communes.length > limit ? (shown.at(-1)?.code ?? null) : null
    return { data: shown.map(presentCommune), page: { next, limit } }
  })

  app.get('/imports/:id/changes/:unit', readChangesRoute, async (request) => {
    const { id, unit } = request.params
    const found = await findSeen(request, id)
    const { unitIds } = importSightOf(requireActor(request))
    const commune = await findChanged(app.db, found, { unitIds, code: unit })
    const [read] = commune ? await previewChanges(app.db, found, [commune], await toolsFor(request)) : []
    if (!read) throw notFound('unit_not_found')
    return presentChanges(read)
  })

  app.get('/imports/:id/changes.csv', changesFileRoute, async (request, reply) => {
    const { profile = 'machine' } = request.query
    const found = await findSeen(request, request.params.id)
    const { unitIds } = importSightOf(requireActor(request))
    const tools = await toolsFor(request)
    const rows = async function* () {
      yield headOfChanges(profile)
      for (let after: string | undefined = ''; after !== undefined;) {
        const asked = { unitIds, after, limit: BATCH, withFigures: true }
        const communes = await listChanged(app.db, found, asked)
        for (const read of await previewChanges(app.db, found, communes, tools)) yield* listChangeRows(read, profile)
        after = communes.at(-1)?.code
      }
    }
    reply.header('content-disposition', `attachment; filename="thay-doi-${found.id}.csv"`)
    return reply.type('text/csv; charset=utf-8').send(writeCsv(rows(), profile))
  })
}
