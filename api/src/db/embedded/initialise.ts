import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../../start-error.js'
import type { Place } from './place.js'

/** The owner of everything in the embedded cluster. */
export const EMBEDDED_USER = 'ntm'

/** What this program's binaries read; a cluster of another major version needs `pg_upgrade`. */
const MAJOR_VERSION = '18'

const DRAFT_PREFIX = 'postgres.new-'

/**
 * Makes the cluster at the first start.
 *
 * `initdb` works in a directory of its own that is renamed when all is done, so one that was killed half way leaves
 * nothing that could be taken for a cluster.
 *
 * @returns The password of `EMBEDDED_USER`.
 */
export async function initialiseCluster(place: Place, { durable }: { durable: boolean }): Promise<string> {
  await removeDrafts(place.home)
  if (!(await stat(place.cluster).catch(() => undefined))) await createCluster(place, durable)
  return openCluster(place.cluster)
}

async function openCluster(cluster: string): Promise<string> {
  try {
    const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
    if (version !== MAJOR_VERSION) {
      throw new StartError(
        `Cơ sở dữ liệu ${cluster} là của PostgreSQL ${version}, chương trình này cần bản ${MAJOR_VERSION}.`,
      )
    }
    return (await readFile(join(cluster, 'ntm-password'), 'utf8')).trim()
  } catch (cause) {
    if (cause instanceof StartError) throw cause
    throw new StartError(
      `Không đọc được cơ sở dữ liệu ${cluster}. Hãy chạy bằng tài khoản đã tạo ra nó (hoặc root), hoặc khôi phục từ bản sao lưu.`,
      { cause },
    )
  }
}

async function createCluster(place: Place, durable: boolean): Promise<void> {
  const draft = join(place.home, `${DRAFT_PREFIX}${randomBytes(6).toString('hex')}`)
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(draft, 'password')
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.account) {
    for (const path of [draft, passwordFile]) await chown(path, place.account.uid, place.account.gid)
  }
  await runInitdb(place, draft, passwordFile, durable)
  await rename(passwordFile, join(draft, 'cluster/ntm-password'))
  await rename(join(draft, 'cluster'), place.cluster)
  await rm(draft, { recursive: true })
}

async function runInitdb(place: Place, draft: string, passwordFile: string, durable: boolean): Promise<void> {
  const args = [
    `--pgdata=${join(draft, 'cluster')}`,
    `--username=${EMBEDDED_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // See docs/decisions/0002-embedded-postgres.md: the order of codes must not hang on a version of ICU.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  const { uid, gid } = place.account ?? {}
  const program = join(place.binaries, 'bin/initdb')
  const child = spawn(program, args, {
    cwd: draft,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const code = await new Promise<number | string>((done) => {
    child.on('error', (error) => done(error.message))
    child.on('close', (status, signal) => done(status ?? signal ?? 'unknown'))
  })
  if (code === 0) return
  const last = output.trim().split('\n').slice(-3).join(' ')
  throw new StartError(`Không tạo được cơ sở dữ liệu nhúng trong ${place.home} (initdb: ${code}). ${last}`)
}

async function removeDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => name.startsWith(DRAFT_PREFIX))
  await Promise.all(drafts.map((name) => rm(join(home, name), { recursive: true, force: true })))
}
