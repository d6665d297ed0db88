import type { Database } from '../../db/client.js'
import { listSameImports, type FoundImport, type ImportSight, type SameFile } from './queries.js'
import { hasMoved } from './write-versions.js'

/**
 * An import of the same file that is under way, or has had its effect and still has all of it.
 *
 * Where something has happened since in the sheets of its communes, only reading it again tells what it would change now.
 */
export async function findSameImport(
  tx: Database,
  sight: ImportSight,
  file: SameFile,
): Promise<FoundImport | undefined> {
  const same = await listSameImports(tx, sight, file)
  const underWay = same.find(({ state }) => state !== 'succeeded')
  if (underWay) return underWay
  // Where the newest does not stand, none before it does.
  const [newest] = same
  const isMoved = newest?.kind === 'sheets' && newest.period !== null && (await hasMoved(tx, newest.id, newest.period))
  return isMoved ? undefined : newest
}
