import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { findPasswordFault, type PasswordFault } from '@ntm/shared/access/password-rules'
import { conflict, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { hashPassword } from './password.js'
import { changePassword, endSessions } from './queries.js'
import { requirePassword } from './require-password.js'
import { changePasswordRoute } from './schemas.js'

const FAULTS: Readonly<Record<PasswordFault | 'same', string>> = {
  too_short: 'Mật khẩu mới cần ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất.',
  too_long: 'Mật khẩu mới dài quá 128 ký tự.',
  common: 'Mật khẩu này dễ đoán: chỉ gồm từ thông dụng, dãy phím hoặc con số.',
  personal: 'Mật khẩu này dễ đoán: gần như chỉ gồm tên của anh/chị.',
  same: 'Mật khẩu mới phải khác mật khẩu hiện tại.',
}

/** Changing one's own password; mounted with the other routes of `access`. */
export const passwordRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/me/password', changePasswordRoute, async (request, reply) => {
    const actor = requireActor(request)
    const { current, next } = request.body
    const account = await requirePassword(request, '/current', current)
    const fault = current.normalize('NFC') === next.normalize('NFC') ? 'same' : findPasswordFault(next, account)
    if (fault) {
      throw unprocessable('password_refused', [{ pointer: '/next', code: fault, message: FAULTS[fault] }])
    }
    const passwordHash = await hashPassword(next)
    return request.commitChange(reply, async (tx) => {
      const isChanged = await changePassword(tx, account.id, { replacing: account.passwordHash, passwordHash })
      if (!isChanged) throw conflict('password_changed_meanwhile')
      const ended = await endSessions(tx, account.id, { reason: 'password changed', except: actor.sessionId })
      const subject = { kind: 'account', key: account.username }
      return { body: null, status: 204, event: { action: 'password.changed', subject, new: { sessionsEnded: ended } } }
    })
  })
}
