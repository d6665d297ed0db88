import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../../start-error.js'
import { choosePlace } from './place.js'
import { findFreePort, startPostmaster } from './postmaster.js'
import { findClusterProcesses, isAlive } from './processes.js'
import { removeEmbeddedPostgres } from './remove.js'
import { SETTINGS } from './settings.js'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start.js'

const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'

let base: string
let dataDir: string
let running: EmbeddedPostgres | undefined
let lines: string[]
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'ntm-embedded-'))
  await chmod(base, 0o755)
  dataDir = join(base, 'data')
  lines = []
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  await removeEmbeddedPostgres(dataDir)
  await rm(base, { recursive: true })
})

async function start(): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir, durable: false, log: (line) => lines.push(line) })
  return running
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0])
  } finally {
    await client.end()
  }
}

async function serverPid(home = dataDir): Promise<number> {
  return Number((await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
}

test('it makes a cluster that sorts and searches Vietnamese, keeps it over a restart, and leaves nothing running', async () => {
  const { url } = await start()
  const places = `(values ('Đắk Mar'), ('Dục Nông'), ('Đoàn Kết'), ('Ea Chim')) as places(name)`
  const order = `select name from ${places} order by name collate "vi-VN-x-icu"`
  expect(await ask(url, order)).toEqual(['Dục Nông', 'Đắk Mar', 'Đoàn Kết', 'Ea Chim'])
  expect(await ask(url, 'show server_encoding')).toEqual(['UTF8'])
  for (const name of ['unaccent', 'ltree', 'btree_gist', 'pg_trgm']) await ask(url, `create extension ${name}`)
  await ask(url, `create table kept as select 'Đắk Hà' as name`)
  const pid = await serverPid()
  await running?.stop()
  expect(isAlive(pid)).toBe(false)
  expect(await readdir(dataDir)).toEqual(['postgres', 'postgres.log'])

  expect(await ask((await start()).url, 'select name from kept')).toEqual(['Đắk Hà'])
})

test('only this machine is listened to, and only with the password', async () => {
  const { url } = await start()
  expect(await ask(url, 'show listen_addresses')).toEqual(['127.0.0.1'])
  const stranger = new URL(url)
  stranger.password = 'sai'
  await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  expect((await stat(join(dataDir, 'postgres/ntm-password'))).mode & 0o077).toBe(0)
})

test('a database that is not for throwing away loses nothing that was acknowledged', async () => {
  running = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) })
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
    expect(await ask(running.url, `show ${setting}`)).toEqual(['on'])
  }
})

test('a server that is killed comes back on the same port, and rows survive', async () => {
  // Durable: otherwise the last commits may not have been written yet.
  running = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) })
  const { url } = running
  await ask(url, 'create table kept as select 1 as id')
  process.kill(await serverPid(), 'SIGKILL')
  const giveUpAt = Date.now() + 20_000
  let rows: unknown[] | undefined
  while (rows === undefined && Date.now() < giveUpAt) {
    await pause(100)
    rows = await ask(url, 'select id from kept').catch(() => undefined)
  }
  expect({ rows, lines }).toMatchObject({ rows: [1] })
  expect(lines).toContain('PostgreSQL nhúng đã chạy lại.')
})

test.runIf(isLinux)('what a killed service left running is stopped, and its lock counts for nothing', async () => {
  await start()
  await running?.stop()
  const place = await choosePlace(dataDir)
  const left = await startPostmaster(place, await findFreePort(), SETTINGS, new AbortController().signal)
  const lock = JSON.stringify({ pid: process.ppid, identity: 'of the killed service' })
  await writeFile(join(dataDir, 'service.lock'), lock)

  await start()
  expect(left.exitCode).toBe(0)
  expect(findClusterProcesses(place.cluster)).toContain(await serverPid())
})

test.runIf(isLinux)(
  'a postmaster.pid with the number of another living program does not keep it from starting',
  async () => {
    await start()
    await running?.stop()
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`)
    await start()
    expect(findClusterProcesses(join(dataDir, 'postgres'))).toContain(await serverPid())
  },
)

test('an initdb that was killed half way is done anew', async () => {
  const draft = join(dataDir, 'postgres.new-0123456789ab')
  await mkdir(join(draft, 'cluster/base'), { recursive: true })
  await writeFile(join(draft, 'cluster/PG_VERSION'), '18\n')
  const { url } = await start()
  expect(await ask(url, 'select 1')).toEqual([1])
  expect(await readdir(dataDir)).not.toContain('postgres.new-0123456789ab')
})

test('a cluster of another major version is refused and left as it is', async () => {
  await start()
  await running?.stop()
  await writeFile(join(dataDir, 'postgres/PG_VERSION'), '17\n')
  await expect(start()).rejects.toThrow(/PostgreSQL 17/)
  expect(await readdir(dataDir)).not.toContain('service.lock')
})

test('a data directory that cannot be made gets one line', async () => {
  await writeFile(dataDir, 'a file')
  await expect(start()).rejects.toThrow(StartError)
  await rm(dataDir)
})

test.runIf(isRoot)('as root it runs under an account without privileges', async () => {
  await start()
  const { uid } = await stat(join(dataDir, 'postgres'))
  expect(uid).not.toBe(0)
  if (isLinux) expect((await stat(`/proc/${await serverPid()}`)).uid).toBe(uid)
})

test.runIf(isRoot)(
  'a checkout that only root may enter gets a cluster elsewhere, which it keeps when it is moved',
  async () => {
    await chmod(base, 0o700)
    await ask((await start()).url, 'create table kept as select 7 as id')
    await running?.stop()
    const home = (await readFile(join(dataDir, 'postgres-location'), 'utf8')).trim()
    expect(home).toMatch(/\/ntm-[0-9a-f]{12}$/)
    expect((await stat(join(home, 'postgres'))).mode & 0o077).toBe(0)

    await mkdir(join(base, 'moved'))
    await rename(dataDir, join(base, 'moved/data'))
    dataDir = join(base, 'moved/data')
    expect(await ask((await start()).url, 'select id from kept')).toEqual([7])
  },
)

test.runIf(isRoot)('a copy of such a data directory does not take the cluster of the original', async () => {
  await chmod(base, 0o700)
  await start()
  await running?.stop()
  const copy = join(base, 'copy')
  await mkdir(copy)
  await writeFile(join(copy, 'postgres-location'), await readFile(join(dataDir, 'postgres-location')))
  await expect(startEmbeddedPostgres({ dataDir: copy, durable: false, log: () => undefined })).rejects.toThrow(
    /bản sao/,
  )
})
