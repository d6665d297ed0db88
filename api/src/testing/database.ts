import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { readConfig } from '../config.js'
import { openPool } from '../db/client.js'
import { migrate } from '../db/migrate.js'

export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/** Any number that no other lock of ours uses: one worker makes a template, the others wait for it. */
const TEMPLATE_LOCK = 7_202_019_981

/**
 * Makes a database for one test file: migrated, with the reference data, and with the demonstration data if asked.
 *
 * It is a copy of a template that the first call of a run makes, so it takes tens of milliseconds.
 */
export async function createTestDatabase({ demo = false }: { demo?: boolean } = {}): Promise<TestDatabase> {
  return onServer(async (server) => copyDatabase(server, await ensureTemplate(server, demo ? 'demo' : 'reference')))
}

/** Makes a database without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return onServer((server) => copyDatabase(server, 'template0'))
}

async function copyDatabase(server: pg.Client, template: string): Promise<TestDatabase> {
  const name = `${inject('databasePrefix')}_${randomBytes(4).toString('hex')}`
  await server.query(`create database ${name} template ${template} strategy file_copy`)
  return {
    url: urlOf(name),
    drop: () => dropDatabase(name),
  }
}

/** Looks at who is still connected, 20 ms apart. */
const LOOKS = 25

function dropDatabase(name: string): Promise<void> {
  return onServer(async (server) => {
    // A pool that has ended may still be taking leave: a connection cut then would end the run by an error of nobody.
    for (let look = 0; look < LOOKS && (await isInUse(server, name)); look += 1) await pause(20)
    await server.query(`drop database if exists ${name} with (force)`)
  })
}

async function isInUse(server: pg.Client, name: string): Promise<boolean> {
  const { rows } = await server.query('select from pg_stat_activity where datname = $1', [name])
  return rows.length > 0
}

async function ensureTemplate(server: pg.Client, kind: 'reference' | 'demo'): Promise<string> {
  const name = `${inject('databasePrefix')}_${kind}`
  if (await exists(server, name)) return name
  const base = kind === 'demo' ? await ensureTemplate(server, 'reference') : 'template0'
  await server.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    if (await exists(server, name)) return name
    const draft = `${name}_draft`
    await server.query(`create database ${draft} template ${base}`)
    await (kind === 'demo' ? fillDemonstration(urlOf(draft)) : fillReference(urlOf(draft)))
    await server.query(`alter database ${draft} rename to ${name}`)
    return name
  } finally {
    await server.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

async function fillReference(url: string): Promise<void> {
  await migrate(url, readConfig({}).migrationsDir)
  const { loadReferenceData } = await import('../reference/load.js')
  await withPool(url, loadReferenceData)
}

async function fillDemonstration(url: string): Promise<void> {
  const { loadDemonstration } = await import('../demo/load.js')
  await withPool(url, loadDemonstration)
}

async function withPool(url: string, work: (pool: pg.Pool) => Promise<unknown>): Promise<void> {
  const pool = openPool(url, 2)
  try {
    await work(pool)
  } finally {
    await pool.end()
  }
}

async function exists(server: pg.Client, name: string): Promise<boolean> {
  const { rows } = await server.query('select from pg_database where datname = $1', [name])
  return rows.length > 0
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: inject('serverUrl') })
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

function urlOf(name: string): string {
  const url = new URL(inject('serverUrl'))
  url.pathname = `/${name}`
  return url.href
}
