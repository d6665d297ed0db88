import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError, unprocessable } from '../../errors.js'
import { describeProblem } from '../../messages.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { getMailChoice, setMailChoice } from './mail-choice.js'
import { readMailRoute, setMailRoute } from './schemas.js'

/** As the table has it; whether mail arrives there only sending tells. */
const ADDRESS = /^[^@\s]+@[^@\s]+$/

/** Where one gets the daily digest; `app.ts` mounts this at `/api/v1/me/mail`. */
export const mailRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const isSent = app.config.mail !== undefined

  app.get('/', readMailRoute, async (request, reply) => {
    const { address, wantsDigest, version } = await getMailChoice(app.db, requireActor(request).accountId)
    reply.header('etag', `"${version}"`)
    return { address, wantsDigest, isSent }
  })

  app.put('/', setMailRoute, async (request, reply) => {
    const { accountId, username } = requireActor(request)
    const wanted = readIfMatch(request)
    const { wantsDigest } = request.body
    const address = request.body.address?.normalize('NFC').trim() || null
    if (address !== null && !ADDRESS.test(address)) {
      const message = describeProblem('mail_address_invalid', 422)
      throw unprocessable('mail_address_invalid', [{ pointer: '/address', code: 'mail_address_invalid', message }])
    }
    return request.commitChange(reply, async (tx) => {
      const before = await getMailChoice(tx, accountId)
      const version = await setMailChoice(tx, accountId, { address, wantsDigest, version: wanted })
      if (version === undefined) throw new AppError('stale_version', 412)
      return {
        body: { address, wantsDigest, isSent },
        version,
        event: {
          action: 'account.mailSet',
          subject: { kind: 'account', key: username },
          // The trail keeps for good what it is told: not where somebody can be written to.
          old: { hasAddress: before.address !== null, wantsDigest: before.wantsDigest },
          new: { hasAddress: address !== null, wantsDigest },
        },
      }
    })
  })
}
