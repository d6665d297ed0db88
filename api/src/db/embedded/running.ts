import { readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EMBEDDED_USER } from './initialise.js'
import { isServerOf } from './leftover.js'
import { readPointer } from './place.js'

const DATABASE = 'ntm'

/** The database of an embedded server, password included. */
export function embeddedUrl(port: number, password: string): string {
  return `postgresql://${EMBEDDED_USER}:${password}@127.0.0.1:${port}/${DATABASE}`
}

/** Whether the data directory has a database; one that was never served has none. */
export async function hasCluster(dataDir: string): Promise<boolean> {
  return stat(join(await homeOf(dataDir), 'postgres', 'PG_VERSION')).then(Boolean, () => false)
}

/** The address of the server that works on the data directory now; undefined when none does. */
export async function findRunningServer(dataDir: string): Promise<string | undefined> {
  const cluster = join(await homeOf(dataDir), 'postgres')
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (lines[7]?.trim() !== 'ready' || !isServerOf(pid, cluster)) return undefined
  return embeddedUrl(port, (await readFile(join(cluster, 'ntm-password'), 'utf8')).trim())
}

/** Links resolved: by its true path a process is known to work there. */
async function homeOf(dataDir: string): Promise<string> {
  const home = (await readPointer(dataDir)) ?? dataDir
  return realpath(home).catch(() => home)
}
