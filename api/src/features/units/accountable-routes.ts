import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '../../db/client.js'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.js'
import { requireActor, requireReader } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { isWithinBound } from '../access/actor.js'
import { canNameAccountable } from './policy.js'
import { presentAccountable, versionOf } from './present.js'
import { findUnit, type FoundUnit } from './queries.js'
import { nameAccountableRoute, readAccountableRoute } from './schemas.js'
import { addOfficial, claimOfficials, correctOfficial, listOfficials } from './write-accountable.js'

/** Who answers for a unit's results, by date; mounted with the other routes of `units`. */
export const accountableRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/units/:code/accountable', readAccountableRoute, async (request, reply) => {
    const today = app.clock.today()
    const unit = await getUnit(app.db, request.params.code, request.query.at ?? today)
    if (!isWithinBound(requireReader(request), unit.path)) throw notFound('unit_not_found')
    const officials = await listOfficials(app.db, unit.id)
    reply.header('etag', `"${versionOf(officials)}"`)
    return presentAccountable(unit, officials, request.query.at ?? today)
  })

  app.put('/units/:code/accountable', nameAccountableRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { from } = request.body
    const official = { name: tidy(request.body.name), title: tidy(request.body.title), from }
    return request.commitChange(reply, async (tx) => {
      const unit = await getUnit(tx, request.params.code, from)
      if (!canNameAccountable(requireActor(request), unit)) throw forbidden()
      const before = await claimOfficials(tx, unit.id)
      if (versionOf(before) !== version) throw new AppError('stale_version', 412)
      const latest = before.at(-1)
      if (latest?.from && from < latest.from) {
        const message = `Người đương nhiệm giữ trách nhiệm từ ${latest.from}; người kế tiếp không thể bắt đầu trước đó.`
        throw unprocessable('accountable_before_current', [{ pointer: '/from', code: 'too_early', message }])
      }
      const isCorrection = latest?.from === from
      await (isCorrection ? correctOfficial : addOfficial)(tx, unit.id, official)
      const officials = await listOfficials(tx, unit.id)
      const event = {
        action: isCorrection ? 'unit.accountableCorrected' : 'unit.accountableNamed',
        subject: { kind: 'unit', key: unit.uid },
        old: latest && { name: latest.name, title: latest.title, from: latest.from },
        new: official,
      }
      return { body: presentAccountable(unit, officials, app.clock.today()), version: versionOf(officials), event }
    })
  })
}

async function getUnit(db: Database, code: string, day: string): Promise<FoundUnit> {
  const unit = await findUnit(db, code, day)
  if (!unit) throw notFound('unit_not_found')
  return unit
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
