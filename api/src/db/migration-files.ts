import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface MigrationFile {
  /** File name, such as `0007_add_review_note.sql`. */
  name: string
  sql: string
  /** SHA-256 of the text, line ends taken as `\n`: a checkout on Windows has the same. */
  checksum: string
}

const MIGRATION_NAME = /^\d{4}_[a-z0-9_]+\.sql$/

/** Names of the migrations of this program, in the order they are applied. */
export async function listMigrationNames(dir: string): Promise<string[]> {
  return (await readdir(dir)).filter((name) => MIGRATION_NAME.test(name)).sort()
}

/** @throws RangeError if two files carry one number: their order would be an accident of their names. */
export async function readMigrationFiles(dir: string): Promise<MigrationFile[]> {
  const names = await listMigrationNames(dir)
  const twin = names.find((name, index) => index > 0 && names[index - 1]?.slice(0, 4) === name.slice(0, 4))
  if (twin !== undefined) throw new RangeError(`Two migrations are numbered ${twin.slice(0, 4)}`)
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
