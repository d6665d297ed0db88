import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { listOffices } from './offices.js'
import { presentNotice } from './present.js'
import { countUnread, isOwnNotice, listNotices, markRead } from './queries.js'
import { countUnreadRoute, listNoticesRoute, readNoticeRoute, readNoticesRoute } from './schemas.js'

const CURSOR = /^([01])\.([1-9]\d{0,14})$/

/** What the offices are told of that one works for; `app.ts` mounts this at `/api/v1/notices`. */
export const noticeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listNoticesRoute, async (request) => {
    const actor = requireActor(request)
    const { limit = 50, cursor } = request.query
    const filter = { accountId: actor.accountId, offices: listOffices(actor), after: readCursor(cursor), limit }
    const found = await listNotices(app.db, filter)
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = last && found.length > limit ? `${last.isRead ? 1 : 0}.${last.id}` : null
    return { data: rows.map(presentNotice), page: { next, limit } }
  })

  app.get('/unread', countUnreadRoute, async (request) => {
    const actor = requireActor(request)
    return { unread: await countUnread(app.db, actor.accountId, listOffices(actor)) }
  })

  app.post('/:id/reading', readNoticeRoute, async (request, reply) => {
    const actor = requireActor(request)
    const offices = listOffices(actor)
    const { id } = request.params
    const { accountId } = actor
    return request.commitChange(reply, async (tx) => {
      if (!(await isOwnNotice(tx, id, offices))) throw notFound('notice_not_found')
      const marked = await markRead(tx, { accountId, offices, at: app.clock.now(), from: id, to: id })
      const event = marked.map((each) => ({ action: 'notice.read', subject: { kind: 'notice', key: String(each) } }))
      return { body: { unread: await countUnread(tx, accountId, offices) }, event }
    })
  })

  app.post('/readings', readNoticesRoute, async (request, reply) => {
    const actor = requireActor(request)
    const offices = listOffices(actor)
    const { accountId, username } = actor
    const { upTo } = request.body
    return request.commitChange(reply, async (tx) => {
      const marked = await markRead(tx, { accountId, offices, at: app.clock.now(), from: 1, to: upTo })
      const subject = { kind: 'account', key: username }
      const event = { action: 'notice.allRead', subject, new: { notices: marked.length, upTo } }
      return { body: { unread: await countUnread(tx, accountId, offices) }, event: marked.length > 0 ? event : [] }
    })
  })
}

/** @throws AppError 400 when it cannot be one that this service gave out. */
function readCursor(cursor: string | undefined): { isRead: boolean; id: number } | undefined {
  if (cursor === undefined) return undefined
  const [, isRead, id] = CURSOR.exec(cursor) ?? []
  if (id === undefined) throw new AppError('cursor_invalid', 400)
  return { isRead: isRead === '1', id: Number(id) }
}
