// Prints how PostgreSQL ran the three hottest statements in a kept country, with plans kept for any parameters as the
// service has them: `npm run bench -- plans --data <directory>`.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { listCatalogues, pickResultSet } from '../dist/features/criteria/queries.js'
import { countFiguresSince } from '../dist/features/analysis/find-figures.js'
import { listResults } from '../dist/features/analysis/queries.js'
import { findSheet } from '../dist/features/assessments/find-sheet.js'
import { findUnit } from '../dist/features/units/queries.js'
import { COUNTRY, OPEN_MONTH } from './lib/country.mjs'
import { openDatabase } from './lib/database.mjs'

const { values: options } = parseArgs({ options: { data: { type: 'string' } } })
if (options.data === undefined) throw new RangeError('--data <directory> says where the country is kept')

const DAY = `${OPEN_MONTH}-31`
const SHEET = '30007'
/** Untimed before: whatever is read first is read from disk. */
const WARMING = 3
/** Of the whole, below which a step is left out. */
const LEAST_PART = 0.04
const WIDTH = 130
const SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  `session_preload_libraries = auto_explain`,
  'auto_explain.log_min_duration = 0',
  'auto_explain.log_analyze = on',
  'auto_explain.log_buffers = off',
  'client_min_messages = log',
]

const database = await openDatabase(options.data)
const client = new pg.Client({
  connectionString: database.url,
  options: SETTINGS.map((setting) => `-c ${setting.replaceAll(' ', '')}`).join(' '),
})
try {
  await client.connect()
  const db = { $client: client }
  const unit = await findUnit(db, COUNTRY, DAY)
  const set = pickResultSet(await listCatalogues(db), DAY)
  const month = { period: OPEN_MONTH, basis: 'approved' }
  const count = (stamp) => countFiguresSince(db, unit.path, [{ ...month, stamp }], set)

  await explain(`Sheet of ${OPEN_MONTH}`, () => findSheet(db, SHEET, OPEN_MONTH))
  const { stamp } = await count(undefined)
  await client.query(
    `update sheets set version = version + 1
     where period = $1 and unit_id = (select id from units where code = $2 and valid @> $3::date)`,
    [OPEN_MONTH, SHEET, DAY],
  )
  await explain('Overview of the country after a change in one commune', () => count(stamp))
  await explain('Overview of the country from the beginning', () => count(undefined))
  await explain('Matrix of the country', () => listResults(db, unit.path, month))
} finally {
  await client.end()
  await database.stop()
}

async function explain(what, run) {
  const plans = []
  const note = ({ message }) => plans.push(message)
  for (let turn = 0; turn < WARMING; turn++) await run()
  client.on('notice', note)
  await run()
  client.off('notice', note)
  console.log(`\n${what}`)
  for (const plan of plans) console.log(shorten(plan))
}

/** The steps that took their part of the time, with milliseconds, rows and how often; without estimates. */
function shorten(plan) {
  const total = Number(/duration: ([\d.]+)/.exec(plan)?.[1])
  const steps = []
  let heading = []
  let isKept = false
  for (const line of plan.slice(plan.search(/^\S.*\(cost=/m)).split('\n')) {
    const [, spent, loops] = /actual time=[\d.]+\.\.([\d.]+) rows=[\d.]+ loops=(\d+)\)/.exec(line) ?? []
    if (/^ *(CTE|SubPlan|InitPlan) /.test(line) && spent === undefined) heading = [line]
    else if (spent !== undefined) {
      isKept = Number(spent) * Number(loops) >= LEAST_PART * total
      if (isKept) steps.push(...heading, line)
      if (isKept) heading = []
    } else if (isKept && /(Cond|Filter|Key|Removed): /.test(line) && !/Recheck|Rows Removed/.test(line))
      steps.push(line)
    else if (/never executed/.test(line)) isKept = false
  }
  const written = steps.map((line) =>
    line
      .replace(/\(cost=[^)]*\) /, '')
      .replace('actual time=', '')
      .replace(/^ +/, (spaces) => ' '.repeat(Math.floor(spaces.length / 3)))
      .slice(0, WIDTH),
  )
  return [`${total} ms`, ...written].join('\n')
}
