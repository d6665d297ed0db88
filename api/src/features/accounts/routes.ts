import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { OneTimePassword } from '@ntm/shared/accounts/wire'
import type { Database } from '../../db/client.js'
import { AppError, conflict, forbidden, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { hashPassword } from '../access/password.js'
import { endSessions } from '../access/queries.js'
import { removeSecondFactor } from '../access/write-second-factor.js'
import { findUnit } from '../units/queries.js'
import { changeRoles } from './change-roles.js'
import { ONE_TIME_DAYS, createOneTimePassword } from './one-time-password.js'
import { isLastingAdministrator, isOwnAccount } from './policy.js'
import { presentAccountRecord, traceRoles } from './present.js'
import { claimAccount, countOtherAdministrators, findAccount, listAccounts, type Account } from './queries.js'
import { resolveRoles } from './resolve-roles.js'
import {
  changeRolesRoute,
  createAccountRoute,
  listAccountsRoute,
  moveAccountRoute,
  readAccountRoute,
  removeFactorRoute,
  renameAccountRoute,
  resetPasswordRoute,
} from './schemas.js'
import { createAccount, insertGrant, updateAccount } from './write-accounts.js'

/** Accounts and their roles, for administrators; `app.ts` mounts this at `/api/v1/accounts`. */
export const accountRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { clock } = app

  app.get('/', listAccountsRoute, async (request) => {
    const { limit = 50, cursor, q, role, unit: code, agency, state } = request.query
    const today = clock.today()
    const unit = code === undefined ? undefined : await findUnit(app.db, code, today)
    if (code !== undefined && !unit) throw notFound('unit_not_found')
    const filter = { today, search: q, role, unitId: unit?.id, agency, state, after: cursor, limit }
    const found = await listAccounts(app.db, filter)
    const rows = found.slice(0, limit)
    const next = found.length > limit ? (rows.at(-1)?.username ?? null) : null
    return { data: rows.map(presentAccountRecord), page: { next, limit } }
  })

  app.get('/:username', readAccountRoute, async (request, reply) => {
    const account = await getAccount(app.db, request.params.username)
    reply.header('etag', `"${account.version}"`)
    return presentAccountRecord(account)
  })

  app.post('/', createAccountRoute, async (request, reply) => {
    const { username, roles } = request.body
    const displayName = request.body.displayName.normalize('NFC').trim()
    const { oneTimePassword, ...oneTime } = await makeOneTimePassword()
    return request.commitChange(reply, async (tx) => {
      const wanted = await resolveRoles(tx, roles, { held: [], today: clock.today() })
      const id = await createAccount(tx, {
        username,
        displayName,
        passwordHash: oneTime.passwordHash,
        oneTimeUntil: oneTime.until,
      })
      if (id === undefined) throw conflict('username_taken')
      for (const grant of wanted) await insertGrant(tx, id, grant)
      const account = await getAccount(tx, username)
      const event = {
        action: 'account.created',
        subject: subjectOf(account),
        new: { displayName, roles: traceRoles(account.roles) },
      }
      return { ...handOut(account, oneTimePassword), status: 201, event }
    })
  })

  app.patch('/:username', renameAccountRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const displayName = request.body.displayName.normalize('NFC').trim()
    return request.commitChange(reply, async (tx) => {
      const { account } = await claim(tx, request, version)
      await updateAccount(tx, account.id, { displayName })
      const old = { displayName: account.displayName }
      const event = { action: 'account.renamed', subject: subjectOf(account), old, new: { displayName } }
      return { ...(await presentChanged(tx, account)), event }
    })
  })

  app.post('/:username/transitions', moveAccountRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { action, reason } = request.body
    return request.commitChange(reply, async (tx) => {
      const { account } = await claim(tx, request, version, { notOwn: true })
      const isDisabled = action === 'disable'
      if ((account.disabledAt !== null) === isDisabled) throw conflict('account_already_so')
      if (isDisabled) await keepAnAdministrator(tx, account)
      await updateAccount(tx, account.id, { isDisabled })
      const ended = isDisabled ? await endSessions(tx, account.id, { reason: 'account disabled' }) : 0
      const event = {
        action: isDisabled ? 'account.disabled' : 'account.enabled',
        subject: subjectOf(account),
        reason,
        new: { sessionsEnded: ended },
      }
      return { ...(await presentChanged(tx, account)), event }
    })
  })

  app.put('/:username/roles', changeRolesRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { roles, reason } = request.body
    return request.commitChange(reply, async (tx) => {
      const { account } = await claim(tx, request, version, { notOwn: true })
      const wanted = await resolveRoles(tx, roles, { held: account.roles, today: clock.today() })
      const staysAdministrator = wanted.some(({ role, held, to }) => role === 'administrator' && held && to === null)
      if (!staysAdministrator) await keepAnAdministrator(tx, account)
      await changeRoles(tx, account, wanted, clock.today())
      const changed = await presentChanged(tx, account)
      const event = {
        action: 'account.rescoped',
        subject: subjectOf(account),
        old: { roles: traceRoles(account.roles) },
        new: { roles: traceRoles(changed.account.roles) },
        reason,
      }
      return { body: changed.body, version: changed.version, event }
    })
  })

  app.post('/:username/one-time-password', resetPasswordRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { oneTimePassword, ...oneTime } = await makeOneTimePassword()
    return request.commitChange(reply, async (tx) => {
      const { account } = await claim(tx, request, version, { notOwn: true })
      await updateAccount(tx, account.id, { oneTime })
      const ended = await endSessions(tx, account.id, { reason: 'password reset' })
      const subject = subjectOf(account)
      const event = { action: 'account.passwordReset', subject, new: { sessionsEnded: ended } }
      return { ...handOut(await getAccount(tx, account.username), oneTimePassword), event }
    })
  })

  app.delete('/:username/second-factor', removeFactorRoute, async (request, reply) => {
    const version = readIfMatch(request)
    return request.commitChange(reply, async (tx) => {
      const { account } = await claim(tx, request, version, { notOwn: true })
      if (!(await removeSecondFactor(tx, account.id))) throw notFound('second_factor_not_found')
      await updateAccount(tx, account.id, {})
      const ended = await endSessions(tx, account.id, { reason: 'second factor removed' })
      const event = { action: 'account.factorRemoved', subject: subjectOf(account), new: { sessionsEnded: ended } }
      return { ...(await presentChanged(tx, account)), event }
    })
  })

  async function getAccount(db: Database, username: string): Promise<Account> {
    const account = await findAccount(db, username, clock.today())
    if (!account) throw notFound('account_not_found')
    return account
  }

  /** The account of the address, held until the transaction ends. @throws AppError 404, 403 or 412, in this order. */
  async function claim(tx: Database, request: FastifyRequest, version: number, { notOwn = false } = {}) {
    const { username } = request.params as { username: string }
    const account = await claimAccount(tx, username, clock.today())
    if (!account) throw notFound('account_not_found')
    if (notOwn && isOwnAccount(requireActor(request), account)) throw forbidden('own_account')
    if (account.version !== version) throw new AppError('stale_version', 412)
    return { account }
  }

  /** @throws AppError 409 if the account is about to stop being the last administrator without end. */
  async function keepAnAdministrator(tx: Database, account: Account): Promise<void> {
    if (!isLastingAdministrator(account)) return
    if ((await countOtherAdministrators(tx, account.id, clock.today())) === 0) throw conflict('last_administrator')
  }

  async function presentChanged(tx: Database, { username }: Account) {
    const account = await getAccount(tx, username)
    return { account, body: presentAccountRecord(account), version: account.version }
  }
}

function subjectOf({ username }: Account) {
  return { kind: 'account', key: username }
}

async function makeOneTimePassword() {
  const oneTimePassword = createOneTimePassword()
  const until = new Date(Date.now() + ONE_TIME_DAYS * 86_400_000)
  return { oneTimePassword, passwordHash: await hashPassword(oneTimePassword), until }
}

/** The password stands in this answer only: what is kept for a repetition is without it. */
function handOut(account: Account, oneTimePassword: string) {
  const body: OneTimePassword = { account: presentAccountRecord(account), oneTimePassword }
  return { body, kept: { ...body, oneTimePassword: null }, version: account.version }
}
