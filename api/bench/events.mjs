// Measures open pages that follow while others commit: `npm run bench -- events [--streams 1000] [--commits 20]`. Every
// commit is told to every stream: the dearest case, since most changes are for some of them only.
import { get } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from './lib/database.mjs'
import { measureNoting } from './lib/noting.mjs'
import { signIn, startService } from './lib/processes.mjs'

const { values: given } = parseArgs({
  options: {
    streams: { type: 'string', default: '1000' },
    commits: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
  },
})
const [streams, commitsPerSecond, seconds] = [given.streams, given.commits, given.seconds].map(Number)
/** Streams of one account; a copy of the service takes twenty. */
const PER_ACCOUNT = 15
const IDLE_SECONDS = 5
/** A commune whose July is a draft. */
const SAVED = '23504'

const dataDir = await mkdtemp(join(tmpdir(), 'ntm-bench-'))
const database = await openDatabase(dataDir)
const pool = new pg.Pool({ connectionString: database.url, max: 4 })
const service = await startService(database)
/** Milliseconds at which each commit was made, by its number. */
const committedAt = []
const latencies = []
let told = 0
let reloads = 0

try {
  const { rows } = await pool.query(`select username from accounts where username like 'xa.%' order by username`)
  const accounts = rows.slice(0, Math.ceil(streams / PER_ACCOUNT))
  if (accounts.length * PER_ACCOUNT < streams) throw new RangeError(`At most ${rows.length * PER_ACCOUNT} streams`)
  const signed = []
  for (const { username } of accounts) signed.push(await signIn(service.own, username))

  const noting = await measureNoting(pool, service.own, SAVED)
  const idle = await measure(() => pause(IDLE_SECONDS * 1_000))
  const opened = performance.now()
  const open = await Promise.all(
    Array.from({ length: streams }, (_each, index) => listen(signed[index % signed.length])),
  )
  const opening = performance.now() - opened
  const listening = await measure(() => pause(IDLE_SECONDS * 1_000))
  const busy = await measure(commitAll)
  await pause(2_000)
  open.forEach((request) => request.destroy())

  console.log(`${streams} streams, ${commitsPerSecond} commits a second for ${seconds} s`)
  console.table({
    'nobody listens': idle,
    [`${streams} listen, nothing changes`]: listening,
    [`${streams} listen, ${commitsPerSecond} commits a second`]: busy,
  })
  latencies.sort((a, b) => a - b)
  const at = (share) => Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))])
  console.table({ 'noting a change': noting })
  console.log(`all streams open after ${Math.round(opening)} ms`)
  console.log(`${told} changes told of ${committedAt.length * streams}, ${reloads} streams told to ask for everything`)
  console.log(`from commit to page: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`)
} finally {
  await service.stop()
  await pool.end()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** Opens a stream, and resolves once it is told that it is open. */
function listen(headers) {
  return new Promise((resolve, reject) => {
    const request = get(`${service.own}/api/v1/events`, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode}`))
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => {
        const blocks = (text + part).split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) {
          if (block.includes('event: hello')) resolve(request)
          take(block)
        }
      })
      answer.on('error', () => undefined)
    })
    request.on('error', reject)
  })
}

function take(block) {
  if (block.includes('event: reload')) reloads += 1
  if (!block.includes('event: changes')) return
  const now = performance.now()
  const data = block.split('\n').find((line) => line.startsWith('data: '))
  for (const { period } of JSON.parse(data.slice(6)).changes) {
    latencies.push(now - (committedAt[numberOf(period)] ?? now))
    told += 1
  }
}

/** Each commit has a month of its own, by which it is known again. */
function monthOf(number) {
  return `${2000 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}

function numberOf(month) {
  return (Number(month.slice(0, 4)) - 2000) * 12 + Number(month.slice(5)) - 1
}

async function commitAll() {
  const begun = performance.now()
  for (let number = 0; number < commitsPerSecond * seconds; number += 1) {
    await pause(begun + (number * 1_000) / commitsPerSecond - performance.now())
    await pool.query(
      `insert into changes (kind, unit_id, period, is_public) select 'sheet', id, $1, true from units where code = '23509' limit 1`,
      [monthOf(number)],
    )
    committedAt[number] = performance.now()
  }
}

/** What the service costs while `work` runs: statements of its own, processor time, memory. */
async function measure(work) {
  const before = await look()
  await work()
  const after = await look()
  const duration = (after.at - before.at) / 1_000
  const own = after.commits - before.commits - (after.ours - before.ours)
  return {
    'statements/s': Number((own / duration).toFixed(1)),
    'cpu %': Math.round((100 * (after.cpu - before.cpu)) / duration),
    'memory MiB': Math.round(after.memory / 1024 / 1024),
  }
}

async function look() {
  // Connections at rest report what they did within ten seconds.
  await pause(11_000)
  const text = await fetch(`${service.own}/metrics`).then((answer) => answer.text())
  const read = (name) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
  const { rows } = await pool.query(
    `select xact_commit::int commits from pg_stat_database where datname = current_database()`,
  )
  return {
    at: performance.now(),
    commits: rows[0].commits,
    ours: committedAt.length,
    cpu: read('process_cpu_seconds_total'),
    memory: read('process_resident_memory_bytes'),
  }
}
