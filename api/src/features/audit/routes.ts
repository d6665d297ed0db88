import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { presentAuditEvent } from './present.js'
import { listAuditEvents, ROUTINE_OF_SESSIONS, verifyAudit } from './queries.js'
import { listAuditRoute, verifyAuditRoute } from './schemas.js'

/** The audit trail, for those who answer for it; `app.ts` mounts this at `/api/v1/audit`. */
export const auditRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listAuditRoute, async (request) => {
    const { subject, account, action, from, to, without, cursor, limit = 50 } = request.query
    const before = cursor === undefined ? undefined : Number(cursor)
    const leftOut = without === undefined ? undefined : ROUTINE_OF_SESSIONS
    const asked = { subject, username: account, action, leftOut, from, to, before, limit }
    const found = await listAuditEvents(app.db, asked)
    const rows = found.slice(0, limit)
    const next = found.length > limit ? String(rows.at(-1)?.id) : null
    return { data: rows.map(presentAuditEvent), page: { next, limit } }
  })

  app.get('/verification', verifyAuditRoute, async () => verifyAudit(app.db))
}
