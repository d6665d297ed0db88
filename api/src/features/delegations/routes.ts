import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { daysBetween } from '@ntm/shared/periods/period'
import { conflict, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { findDelegationFaults } from './check-delegation.js'
import { presentDelegation } from './present.js'
import {
  claimOwnGrant,
  createDelegation,
  endDelegation,
  findDelegation,
  findReceiver,
  listDelegations,
} from './queries.js'
import { createDelegationRoute, endDelegationRoute, listDelegationsRoute } from './schemas.js'

/** Roles handed on (ký thay); `app.ts` mounts this at `/api/v1/delegations`. */
export const delegationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listDelegationsRoute, async (request) => {
    const delegations = await listDelegations(app.db, requireActor(request).accountId, app.clock.today())
    return { data: delegations.map(presentDelegation) }
  })

  app.post('/', createDelegationRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const { role, unit: unitCode, username, from, to, reason } = request.body
    const today = app.clock.today()
    return request.commitChange(reply, async (tx) => {
      const grant = await claimOwnGrant(tx, accountId, { role, unitCode, day: today })
      const receiver = await findReceiver(tx, username)
      const facts = { grant, receiver, giverId: accountId, today, days: daysBetween(from, to) }
      const faults = findDelegationFaults(request.body, facts)
      if (!grant || !receiver || faults.length > 0) throw unprocessable('delegation_invalid', faults)
      const id = await createDelegation(tx, { grantId: grant.id, receiverId: receiver.id, from, to, reason })
      const made = id === undefined ? undefined : await findDelegation(tx, id, { accountId, today })
      if (!made) throw conflict('delegation_exists')
      const given = { role, unit: made.unit.uid, to: username, from, until: to }
      const subject = { kind: 'delegation', key: String(made.id) }
      return {
        body: presentDelegation(made),
        status: 201,
        event: { action: 'delegation.given', subject, new: given, reason },
      }
    })
  })

  app.delete('/:id', endDelegationRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const { id } = request.params
    return request.commitChange(reply, async (tx) => {
      const delegation = await findDelegation(tx, id, { accountId, today: app.clock.today() })
      if (!delegation) throw notFound('delegation_not_found')
      if (!(await endDelegation(tx, id))) throw conflict('delegation_ended')
      const { role, unit, giver, receiver } = delegation
      const old = { role, unit: unit.uid, from: giver.username, to: receiver.username }
      const event = { action: 'delegation.ended', subject: { kind: 'delegation', key: String(id) }, old }
      return { body: null, status: 204, event }
    })
  })
}
