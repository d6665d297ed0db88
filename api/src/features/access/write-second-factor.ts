import { runNamed, type Database } from '../../db/client.js'

export interface SecondFactor {
  /** As `sealSecret` of `totp.ts` made it. */
  secret: Buffer
  confirmedAt: Date | null
  recoveryCodesLeft: number
}

const FIND_FACTOR = {
  name: 'find-second-factor',
  text: `select secret, confirmed_at "confirmedAt",
      (select count(*) from recovery_codes r where r.account_id = f.account_id and r.used_at is null)::int
        "recoveryCodesLeft"
    from second_factors f where account_id = $1`,
}

/** The account's second factor, confirmed or not. */
export async function findSecondFactor(db: Database, accountId: number): Promise<SecondFactor | undefined> {
  const [factor] = await runNamed<SecondFactor>(db, FIND_FACTOR, [accountId])
  return factor
}

/** Begins an enrolment, in place of one that was not finished. @returns false when one is confirmed already. */
export async function beginSecondFactor(tx: Database, accountId: number, secret: Buffer): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `insert into second_factors as f (account_id, secret) values ($1, $2)
     on conflict (account_id) do update set secret = excluded.secret, created_at = now(), last_step = 0
       where f.confirmed_at is null`,
    [accountId, secret],
  )
  return rowCount === 1
}

/** Finishes the enrolment that `secret` belongs to. @returns false when there is none any more. */
export async function confirmSecondFactor(
  tx: Database,
  accountId: number,
  { secret, step, hashes }: { secret: Buffer; step: number; hashes: readonly Buffer[] },
): Promise<boolean> {
  const { rowCount } = await tx.$client.query(
    `update second_factors set confirmed_at = now(), last_step = $3
     where account_id = $1 and secret = $2 and confirmed_at is null`,
    [accountId, secret, step],
  )
  if (rowCount !== 1) return false
  await tx.$client.query('insert into recovery_codes (account_id, hash) select $1, unnest($2::bytea[])', [
    accountId,
    hashes,
  ])
  return true
}

/** Uses a code up. @returns false when it, or a later one, was used before. */
export async function useTotpStep(db: Database, accountId: number, step: number): Promise<boolean> {
  const { rowCount } = await db.$client.query(
    'update second_factors set last_step = $2 where account_id = $1 and last_step < $2',
    [accountId, step],
  )
  return rowCount === 1
}

/** Uses a recovery code up. @returns false when there is no such code, or it was used before. */
export async function useRecoveryCode(db: Database, accountId: number, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.$client.query(
    'update recovery_codes set used_at = now() where account_id = $1 and hash = $2 and used_at is null',
    [accountId, hash],
  )
  return rowCount === 1
}

/** @returns whether there was one. */
export async function removeSecondFactor(tx: Database, accountId: number): Promise<boolean> {
  const { rowCount } = await tx.$client.query('delete from second_factors where account_id = $1', [accountId])
  return rowCount === 1
}
