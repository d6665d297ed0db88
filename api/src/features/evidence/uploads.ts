import { runNamed, type Database } from '../../db/client.js'

/** A file on its way, piece by piece; kept in the database, so that any copy of the service takes the next piece. */
export interface Upload {
  id: string
  name: string
  length: number
  /** Bytes that have arrived. */
  received: number
}

/** Files and bytes that one person may have on their way. */
const UPLOADS_AT_MOST = 20
/** Days for which a file on its way is kept after its last piece. */
export const UPLOAD_DAYS = 3

const COLUMNS = 'id, name, length, received'

const BEGIN = {
  name: 'begin-upload',
  text: `
    insert into uploads (account_id, name, fingerprint, length)
    select $1, $2, $3, $4 where (select count(*) from uploads where account_id = $1) < ${UPLOADS_AT_MOST}
      or exists (select from uploads where account_id = $1 and fingerprint = $3 and length = $4)
    on conflict on constraint upload_known_again do update set name = excluded.name, touched_at = now()
    returning ${COLUMNS}`,
}

/** A new upload, or the one of the same file that broke off; undefined when there are too many. */
export async function beginUpload(
  tx: Database,
  {
    accountId,
    name,
    fingerprint,
    length,
  }: { accountId: number; name: string; fingerprint: string | null; length: number },
): Promise<Upload | undefined> {
  return (await runNamed<Upload>(tx, BEGIN, [accountId, name, fingerprint, length]))[0]
}

const FIND = { name: 'find-upload', text: `select ${COLUMNS} from uploads where id = $1 and account_id = $2` }

export async function findUpload(db: Database, id: string, accountId: number): Promise<Upload | undefined> {
  return (await runNamed<Upload>(db, FIND, [id, accountId]))[0]
}

const CONTINUE = {
  name: 'continue-upload',
  text: `
    with grown as (
      update uploads set received = received + length($4::bytea), touched_at = now()
      where id = $1 and account_id = $2 and received = $3 and received + length($4::bytea) <= length
      returning ${COLUMNS})
    , piece as (insert into upload_parts (upload_id, first_byte, bytes) select id, $3, $4 from grown where length($4::bytea) > 0)
    select * from grown`,
}

/** @returns undefined unless the piece follows on what has arrived and fits. */
export async function continueUpload(
  tx: Database,
  { id, accountId, offset, piece }: { id: string; accountId: number; offset: number; piece: Buffer },
): Promise<Upload | undefined> {
  return (await runNamed<Upload>(tx, CONTINUE, [id, accountId, offset, piece]))[0]
}

const REMOVE = { name: 'remove-upload', text: 'delete from uploads where id = $1 and account_id = $2' }

/** @returns whether there was one. */
export async function removeUpload(tx: Database, id: string, accountId: number): Promise<boolean> {
  return (await tx.$client.query({ ...REMOVE, values: [id, accountId] })).rowCount === 1
}

const READ_PART = {
  name: 'read-upload-part',
  text: 'select bytes from upload_parts where upload_id = $1 and first_byte = $2',
}

/** The bytes that have arrived, a piece at a time. */
export async function* readUpload(db: Database, { id, received }: Upload): AsyncGenerator<Buffer> {
  let at = 0
  while (at < received) {
    const [part] = await runNamed<{ bytes: Buffer }>(db, READ_PART, [id, at])
    if (!part) throw new Error(`Upload ${id} has no piece at ${at}`)
    yield part.bytes
    at += part.bytes.byteLength
  }
}
