// Measures the hot requests against bare routes on the same database in the same run, and prints the ratios: a noisy
// machine slows both. `npm run bench` builds first and then runs this.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import pg from 'pg'
import { startEmbeddedPostgres } from '../dist/db/embedded/start.js'

const ROUNDS = 3
const SECONDS = 1
const CONNECTIONS = 8
const COMMUNE = '23509'
const PERIOD = '2019-07'
const SAVES = 40
const JSON_BODY = { 'content-type': 'application/json' }

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const dataDir = await mkdtemp(join(tmpdir(), 'ntm-bench-'))
const postgres = await startEmbeddedPostgres({ dataDir, log: console.error })
const children = []

try {
  const product = await startProduct()
  const token = await signIn(product)
  const headers = { authorization: `Bearer ${token}` }
  const sheetPath = `/api/v1/assessments/${COMMUNE}/${PERIOD}`
  const overviewPath = `/api/v1/overview?unit=62&period=${PERIOD}`
  const consolidatedPath = '/api/v1/overview?unit=62&period=2019-06'
  const answers = {
    sheet: await readText(product + sheetPath, headers),
    overview: await readText(product + overviewPath, headers),
  }
  const reference = await startReference(answers)

  const rows = [
    await compare('read a sheet of the open month', 0.7, [product + sheetPath, headers], [`${reference}/sheet`]),
    await compare('overview, open month', 0.7, [product + overviewPath, headers], [`${reference}/overview`]),
    await compare(
      'overview, consolidated month',
      1.2,
      [product + consolidatedPath, headers],
      [`${reference}/overview`],
    ),
    await compareSaving(product, reference),
  ]
  console.table(rows)
} finally {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(children.map((child) => child.exitCode ?? new Promise((done) => child.once('exit', done))))
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function startProduct() {
  const port = await freePort()
  const env = { DATABASE_URL: postgres.url, NTM_DATA_DIR: dataDir, NTM_DEMO: '1', NTM_WORKER: '0', PORT: String(port) }
  children.push(fork(here('../dist/server.js'), { env: { ...process.env, NTM_ENV_FILE: '', ...env } }))
  const origin = `http://127.0.0.1:${port}`
  for (;;) {
    const isReady = await fetch(`${origin}/health/ready`)
      .then(({ ok }) => ok)
      .catch(() => false)
    if (isReady) return origin
    await new Promise((done) => setTimeout(done, 100))
  }
}

function startReference(answers) {
  const env = { ...process.env, BENCH_DATABASE_URL: postgres.url, BENCH_ANSWERS: JSON.stringify(answers) }
  const child = fork(here('reference.mjs'), { env })
  children.push(child)
  return new Promise((done) => child.once('message', done))
}

async function freePort() {
  const { createServer } = await import('node:net')
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address()
  await new Promise((done) => server.close(done))
  return port
}

async function signIn(origin, username = 'vpdp') {
  const body = JSON.stringify({ username, password: 'NongThonMoi@2019' })
  const answer = await fetch(`${origin}/api/v1/auth/login`, { method: 'POST', headers: JSON_BODY, body })
  return (await answer.json()).accessToken
}

async function readText(url, headers) {
  return (await fetch(url, { headers })).text()
}

/** Requests per second of both, in turn, and the median of the ratios of the rounds. */
async function compare(what, wanted, [url, headers], [referenceUrl]) {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ own: await load(url, headers), bare: await load(referenceUrl) })
  }
  return summarise(what, wanted, rounds)
}

async function load(url, headers = {}) {
  const { requests, non2xx } = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS })
  if (non2xx > 0) throw new Error(`${url} answered ${non2xx} requests with an error`)
  return requests.average
}

/** Saves of a whole sheet of 50 values, one after the other, as one officer does. */
async function compareSaving(product, reference) {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  const { rows: measures } = await pool.query(
    `select distinct on (m.id) m.id, m.key, m.kind, t.id threshold, 'met' result from measures m
     join thresholds t on t.measure_id = m.id order by m.id, t.id`,
  )
  const commune = await findDraft(pool)
  const { rows: others } = await pool.query(
    `select id from sheets where period = $1 and status = 'draft' and id <> $2 limit 1`,
    [PERIOD, commune.id],
  )
  await pool.end()

  const authorization = `Bearer ${await signIn(product, `xa.${commune.code}`)}`
  const path = `${product}/api/v1/assessments/${commune.code}/${PERIOD}`
  let etag = (await fetch(path, { headers: { authorization } })).headers.get('etag')
  const saveOwn = async (turn) => {
    const values = measures.map(({ key, kind }) => ({ measure: key, value: kind === 'boolean' ? true : 40 + turn }))
    const headers = { ...JSON_BODY, authorization, 'if-match': etag }
    const answer = await fetch(path, { method: 'PATCH', headers, body: JSON.stringify({ values }) })
    if (answer.status !== 200) throw new Error(await answer.text())
    etag = answer.headers.get('etag')
    await answer.arrayBuffer()
  }
  const saveBare = async (turn) => {
    const body = { sheetId: others[0].id, measures: measures.map((measure) => ({ ...measure, value: 40 + turn })) }
    const answer = await fetch(`${reference}/save`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) })
    await answer.arrayBuffer()
  }
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push({ own: await pace(saveOwn), bare: await pace(saveBare) })
  return summarise('save a whole sheet (50 values)', 0.6, rounds)
}

async function findDraft(pool) {
  const { rows } = await pool.query(
    `select s.id, u.code from sheets s join units u on u.id = s.unit_id where s.period = $1 and s.status = 'draft' limit 1`,
    [PERIOD],
  )
  return rows[0]
}

/** Times a second that `save` can be done. */
async function pace(save) {
  const start = performance.now()
  for (let turn = 0; turn < SAVES; turn++) await save(turn % 50)
  return (SAVES * 1000) / (performance.now() - start)
}

function summarise(what, wanted, rounds) {
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  const ratios = rounds.map(({ own, bare }) => own / bare)
  return {
    what,
    'own/s': Math.round(median(rounds.map(({ own }) => own))),
    'bare/s': Math.round(median(rounds.map(({ bare }) => bare))),
    ratio: Number(median(ratios).toFixed(2)),
    'min–max': `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    wanted: `≥ ${wanted}`,
  }
}
