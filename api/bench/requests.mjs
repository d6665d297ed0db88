// Measures the hot requests against bare routes on one database in one run, at one and at ten years, at 86 communes and at
// many: `npm run bench`. `-- --communes 11000` is the whole country, 0 leaves it out, `--data <directory>` a country kept by make-country;
// `--saves` measures nothing but saves.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { measureAlone, measureReads, measureWrites } from './lib/cases.mjs'
import { addCountry, addMonths, COUNTRY, listKonTum, listMonths, OPEN_MONTH } from './lib/country.mjs'
import { openDatabase, withClient } from './lib/database.mjs'
import { signIn, startProcesses } from './lib/processes.mjs'

const { values: given } = parseArgs({
  options: {
    communes: { type: 'string', default: '2000' },
    years: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1' },
    data: { type: 'string' },
    saves: { type: 'boolean', default: false },
  },
})
const options = { rounds: Number(given.rounds), seconds: Number(given.seconds) }
const KON_TUM = '62'
const SHEET = '23509'
const SHEET_OF_THE_COUNTRY = '30007'

const dataDir = given.data ?? (await mkdtemp(join(tmpdir(), 'ntm-bench-')))
const database = await openDatabase(dataDir)
const pool = new pg.Pool({ connectionString: database.url, max: 2 })
// A connection may hear of the server's end before it has said good-bye itself.
pool.on('error', () => undefined)
const table = []
const latencies = []
try {
  const found = await countMade()
  if (given.saves) {
    await stage('86 communes, 1 year', KON_TUM, measureSaves)
  } else if (found === 0) {
    await stage(`86 communes, 1 year`, KON_TUM, measureKonTum)
    const months = listMonths(Number(given.years) * 12)
    await fill((client) => addKonTum(client, months))
    await stage(`86 communes, ${given.years} years`, KON_TUM, measureKonTum)
    if (Number(given.communes) > 0) {
      await fill(async (client) => {
        const communes = await addCountry(client, Number(given.communes))
        await addMonths(client, communes, months)
      })
      await stage(`${given.communes} communes, ${given.years} years`, COUNTRY, measureCountry)
    }
  } else {
    await stage(`86 of ${found} communes`, KON_TUM, measureKonTum)
    await stage(`${found} communes`, COUNTRY, measureCountry)
  }
  console.table(table)
} finally {
  await pool.end()
  await database.stop()
  if (given.data === undefined) await rm(dataDir, { recursive: true, force: true })
}

/** @param unit - Below it somebody changes one sheet after another of the open month. */
async function stage(label, unit, measure) {
  const processes = await startProcesses(database)
  const sheets = await listSheets(unit)
  let turn = 0
  const commit = () =>
    pool.query('update sheets set version = version + 1 where id = $1', [sheets[(turn += 1009) % sheets.length].id])
  const commitEvery = (milliseconds) => {
    let isOver = false
    const going = (async () => {
      while (!isOver) {
        await commit()
        await pause(milliseconds)
      }
    })()
    return () => {
      isOver = true
      return going
    }
  }
  try {
    const bench = { ...processes, options, commit, commitEvery, signIn: (name) => signIn(processes.own, name) }
    const rows = await measure(bench, label)
    console.log(label)
    console.table(rows)
    table.push(...rows)
  } finally {
    await processes.stop()
  }
}

async function measureSaves(bench, label) {
  return measureWrites(bench, { label, ...(await chooseSheets()) })
}

async function measureKonTum(bench, label) {
  const from = label.includes(' 1 year') ? '2018-07' : '2009-08'
  const rows = await measureReads(bench, { label, sheet: SHEET, unit: KON_TUM, from })
  rows.push(...(await measureSaves(bench, label)))
  latencies.push(await tellLatency(bench, label, KON_TUM, { wanted: 1.2, than: latencies[0] }))
  return rows
}

async function measureCountry(bench, label) {
  const rows = await measureReads(bench, { label, sheet: SHEET_OF_THE_COUNTRY, unit: COUNTRY, from: '2017-07' })
  await tellLatency(bench, label, COUNTRY, { wanted: 20, than: latencies.at(-1) })
  return rows
}

async function tellLatency(bench, label, unit, { wanted, than }) {
  const latency = await measureAlone(bench, 'overview', unit)
  const times = than ? latency.changed / than.changed : undefined
  console.log(
    `${label}: overview alone ${latency.changed.toFixed(1)} ms after a change, ${latency.still.toFixed(1)} ms without`,
    times === undefined
      ? ''
      : `– ${times.toFixed(2)} × the one before, ${(latency.still / than.still).toFixed(2)} × (wanted ≤ ${wanted})`,
  )
  for (const view of ['matrix', 'trend']) {
    const { changed, still } = await measureAlone(bench, view, unit)
    console.log(`${label}: ${view} alone ${changed.toFixed(1)} ms after a change, ${still.toFixed(1)} ms without`)
  }
  return latency
}

async function countMade() {
  const { rows } = await pool.query(
    `select count(*)::int made from units where uid like 'bench-%' and kind = 'commune'`,
  )
  return rows[0].made
}

async function listSheets(unit) {
  const { rows } = await pool.query(
    `select s.id from sheets s join units u on u.id = s.unit_id join units root on root.code = $2 and u.path <@ root.path
     where s.period = $1 and root.valid @> ($1 || '-15')::date order by s.id`,
    [OPEN_MONTH, unit],
  )
  return rows
}

/** Sheets of the open month to write in, without figures from villages: a draft for the service, another for the reference. */
async function chooseSheets() {
  const { rows: drafts } = await pool.query(
    `select s.id, u.code from sheets s join units u on u.id = s.unit_id
     where s.period = $1 and s.status = 'draft' and u.uid not like 'bench-%'
       and cardinality(coalesce(s.village_measures, '{}')) = 0 order by s.id limit 2`,
    [OPEN_MONTH],
  )
  const { rows: measures } = await pool.query(
    `select distinct on (m.position) m.id, m.key, m.kind, m.criterion, t.id threshold, 'met' result
     from measures m join thresholds t on t.measure_id = m.id
     where m.set_id = (select set_id from sheets where id = $1) order by m.position, t.id`,
    [drafts[0].id],
  )
  return { measures, commune: drafts[0].code, bareSheetId: drafts[1].id }
}

async function addKonTum(client, months) {
  const { rows } = await client.query(
    `select distinct period from sheets join units u on u.id = unit_id where u.uid not like 'bench-%'`,
  )
  const known = new Set(rows.map(({ period }) => period))
  await addMonths(
    client,
    await listKonTum(client),
    months.filter((month) => !known.has(month)),
  )
}

async function fill(work) {
  await withClient(database, async (client) => {
    await work(client)
    await client.query('vacuum analyze')
  })
}
