import { runNamed, type Database } from '../../db/client.js'

const FIND_VERSIONS = {
  name: 'find-session-versions',
  text: `select s.id, a.version from sessions s join accounts a on a.id = s.account_id
    where s.id = any($1::uuid[]) and s.ended_at is null and s.expires_at > now() and a.disabled_at is null`,
}

/** Version of the account behind each session that still lives; it grows with every change of roles, too. */
export async function findSessionVersions(
  db: Database,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await runNamed<{ id: string; version: number }>(db, FIND_VERSIONS, [sessionIds])
  return new Map(rows.map(({ id, version }) => [id, version]))
}
