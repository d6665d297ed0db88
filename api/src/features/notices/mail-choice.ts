import { runNamed, type Database } from '../../db/client.js'

export interface FoundMailChoice {
  address: string | null
  wantsDigest: boolean
  /** Of the account: its ETag. */
  version: number
}

const FIND_CHOICE = {
  name: 'find-mail-choice',
  text: 'select email address, wants_digest "wantsDigest", version from accounts where id = $1',
}

export async function getMailChoice(db: Database, accountId: number): Promise<FoundMailChoice> {
  const [row] = await runNamed<FoundMailChoice>(db, FIND_CHOICE, [accountId])
  if (!row) throw new Error(`Account ${accountId} is gone though nothing deletes one`)
  return row
}

const SET_CHOICE = {
  name: 'set-mail-choice',
  text: `update accounts set email = $3, wants_digest = $4, version = version + 1
    where id = $1 and version = $2 returning version`,
}

/** @returns the new version; undefined when the account is not at the one given. */
export async function setMailChoice(
  tx: Database,
  accountId: number,
  { address, wantsDigest, version }: FoundMailChoice,
): Promise<number | undefined> {
  const [row] = await runNamed<{ version: number }>(tx, SET_CHOICE, [accountId, version, address, wantsDigest])
  return row?.version
}
