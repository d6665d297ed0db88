import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { needsSecondFactor } from '@ntm/shared/access/roles'
import type { SecondFactorSecret } from '@ntm/shared/access/wire'
import { conflict, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { endSessions } from './queries.js'
import { createRecoveryCodes, hashRecoveryCode } from './recovery-codes.js'
import { requirePassword } from './require-password.js'
import {
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  readSecondFactorRoute,
  removeSecondFactorRoute,
} from './schemas.js'
import { createTotpSecret, findTotpStep, openSecret, presentTotpSecret, sealSecret } from './totp.js'
import { beginSecondFactor, confirmSecondFactor, findSecondFactor, removeSecondFactor } from './write-second-factor.js'

/** One's own second factor; mounted with the other routes of `access`. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { keyRing, demo } = app.config

  app.get('/me/second-factor', readSecondFactorRoute, async (request) => {
    const actor = requireActor(request)
    const factor = await findSecondFactor(app.db, actor.accountId)
    return {
      confirmedAt: factor?.confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0,
      required: !demo && needsSecondFactor(actor.grants.map(({ role }) => role)),
    }
  })

  app.post('/me/second-factor', beginSecondFactorRoute, async (request, reply) => {
    const { accountId, username } = requireActor(request)
    const secret = createTotpSecret()
    return request.commitChange(reply, async (tx) => {
      const begun = await beginSecondFactor(tx, accountId, sealSecret(secret, accountId, keyRing.signing.secret))
      if (!begun) throw conflict('second_factor_present')
      const event = { action: 'account.factorBegun', subject: { kind: 'account', key: username } }
      const body: SecondFactorSecret = presentTotpSecret(secret, username)
      return { body, kept: { secret: null, uri: null }, status: 201, event }
    })
  })

  app.post('/me/second-factor/confirmation', confirmSecondFactorRoute, async (request, reply) => {
    const { accountId, username, sessionId } = requireActor(request)
    const recoveryCodes = createRecoveryCodes()
    return request.commitChange(reply, async (tx) => {
      const factor = await findSecondFactor(tx, accountId)
      if (!factor) throw conflict('second_factor_not_begun')
      if (factor.confirmedAt !== null) throw conflict('second_factor_present')
      const secret = openSecret(factor.secret, accountId, keyRing.secrets)
      const step = secret && findTotpStep(secret, request.body.code, Date.now())
      if (step === undefined) {
        const message = 'Mã không khớp. Kiểm tra giờ của điện thoại rồi nhập mã đang hiện.'
        throw unprocessable('second_factor_code_wrong', [{ pointer: '/code', code: 'wrong', message }])
      }
      const hashes = recoveryCodes.map(hashRecoveryCode)
      const confirmed = await confirmSecondFactor(tx, accountId, { secret: factor.secret, step, hashes })
      if (!confirmed) throw conflict('second_factor_not_begun')
      // They were opened by the password alone.
      const ended = await endSessions(tx, accountId, { reason: 'second factor added', except: sessionId })
      const subject = { kind: 'account', key: username }
      const event = { action: 'account.factorConfirmed', subject, new: { sessionsEnded: ended } }
      return { body: { recoveryCodes }, kept: { recoveryCodes: [] }, event }
    })
  })

  app.delete('/me/second-factor', removeSecondFactorRoute, async (request, reply) => {
    const account = await requirePassword(request, '/password', request.body.password)
    return request.commitChange(reply, async (tx) => {
      if (!(await removeSecondFactor(tx, account.id))) throw notFound('second_factor_not_found')
      const event = { action: 'account.factorRemoved', subject: { kind: 'account', key: account.username } }
      return { body: null, status: 204, event }
    })
  })
}
