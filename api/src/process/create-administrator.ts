import type pg from 'pg'
import { recordEvents } from '../db/audit-log.js'
import { inTransaction } from '../db/client.js'
import { hashPassword } from '../features/access/password.js'
import { createOneTimePassword, ONE_TIME_DAYS } from '../features/accounts/one-time-password.js'
import { createAccount, insertGrant } from '../features/accounts/write-accounts.js'
import { StartError } from '../start-error.js'

/** Who acts, as the trail names it: somebody with a shell on the server. */
const OPERATOR = 'Người vận hành máy chủ'
/** Form of a user name, as the table of accounts has it. */
const USERNAME = /^[a-z0-9][a-z0-9._-]{0,99}$/

/**
 * Makes the first administrator of an empty system; every further account is made by an administrator, on the pages.
 *
 * @returns the one-time password, to be read out once.
 * @throws StartError when there is an administrator already, or the name is taken or malformed.
 */
export async function createFirstAdministrator(pool: pg.Pool, username: string): Promise<string> {
  if (!USERNAME.test(username)) {
    throw new StartError('Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch ngang, gạch dưới.')
  }
  const password = createOneTimePassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(pool, async (tx) => {
    // Two operators at once must not both find none.
    await tx.$client.query(`select pg_advisory_xact_lock(hashtext('ntm-first-administrator'))`)
    const { rowCount } = await tx.$client.query(`select from role_grants where role = 'administrator' limit 1`)
    if (rowCount !== 0) throw new StartError('Đã có tài khoản quản trị; tài khoản khác do quản trị lập trên trang.')
    const oneTimeUntil = new Date(Date.now() + ONE_TIME_DAYS * 86_400_000)
    const id = await createAccount(tx, { username, displayName: 'Quản trị hệ thống', passwordHash, oneTimeUntil })
    if (id === undefined) throw new StartError(`Tên đăng nhập "${username}" đã có người dùng.`)
    await insertGrant(tx, id, { role: 'administrator', unitId: null, agencyId: null, from: null, to: null })
    await recordEvents(
      tx,
      { accountId: null, actorName: OPERATOR, actingFor: null, at: new Date(), traceId: 'create-administrator' },
      [{ action: 'account.created', subject: { kind: 'account', key: username }, new: { roles: ['administrator'] } }],
    )
  })
  return password
}
