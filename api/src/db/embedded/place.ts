import { createHash } from 'node:crypto'
import { chmod, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.js'
import { canReach, findAccount, type Account } from './account.js'
import { findBinaries, makeRunnable, type BinariesDirectory } from './binaries.js'
import { openSharedPlace } from './shared-place.js'

/** Where the embedded PostgreSQL lives and as whom it runs. */
export interface Place {
  /** Holds the cluster, its log and work in progress: the data directory, or one that the account can reach. */
  home: string
  cluster: string
  binaries: BinariesDirectory
  /** Absent: our own account. */
  account: Account | undefined
}

/** In the data directory; names the home of the cluster where it could not be the data directory itself. */
const POINTER = 'postgres-location'

/** Decides the place for the cluster of a data directory; the same one at every start. */
export async function choosePlace(dataDir: string): Promise<Place> {
  const home = await findHome(dataDir)
  const cluster = join(home, 'postgres')
  const account = await findAccount(cluster)
  return { home, cluster, account, binaries: await makeRunnable(await findBinaries(), account) }
}

async function findHome(dataDir: string): Promise<string> {
  const real = await realpath(dataDir)
  const pointed = await readPointer(real)
  if (pointed !== undefined) return claimHome(pointed, real)
  const account = await findAccount(join(dataDir, 'postgres'))
  if (!account || (await canReach(account, dataDir))) return dataDir
  if (await canReach(account, dirname(real))) {
    // Passing through is enough for PostgreSQL; what lies in there is closed by its own mode.
    await chmod(real, (await stat(real)).mode | 0o011)
    return dataDir
  }

  const home = await openSharedPlace(`ntm-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`)
  await writeFile(join(real, POINTER), `${home}\n`, { flush: true })
  return claimHome(home, real)
}

/** A data directory that was moved takes its cluster along; one that was copied must not share it. */
async function claimHome(home: string, dataDir: string): Promise<string> {
  const record = join(home, 'data-directory')
  const owner = (await readFile(record, 'utf8').catch(() => '')).trim()
  if (owner !== '' && owner !== dataDir && (await readPointer(owner)) === home) {
    throw new StartError(`${dataDir} là bản sao của ${owner}: cơ sở dữ liệu ${home} thuộc về thư mục kia.`)
  }
  await writeFile(record, `${dataDir}\n`)
  return home
}

/** The home of the cluster where it is not the data directory itself. */
export async function readPointer(dataDir: string): Promise<string | undefined> {
  return (await readFile(join(dataDir, POINTER), 'utf8').catch(() => undefined))?.trim()
}
