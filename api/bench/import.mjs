// Measures figures by file, out and in: `npm run bench -- import`. The month of Kon Tum's 86 communes in one workbook, then that of
// a made country: `-- --communes 11000` is the whole country.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addCountry, addMonths, COUNTRY, OPEN_MONTH } from './lib/country.mjs'
import { openDatabase, withClient } from './lib/database.mjs'
import { check, download, fillTemplate, move, Refused } from './lib/import-file.mjs'
import { watchMemory } from './lib/memory.mjs'
import { signIn, startService } from './lib/processes.mjs'

const { values: given } = parseArgs({
  options: { communes: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
})
const KON_TUM = '62'
/** A month that nobody has begun, with the clock in it. */
const MONTH = '2019-08'
const CLOCK = '2019-08-20T08:00:00+07:00'
const MIB = 1024 * 1024
const LAYOUTS = ['measures', 'communes']

const dataDir = await mkdtemp(join(tmpdir(), 'ntm-bench-'))
const database = await openDatabase(dataDir)
let service
try {
  const asked = await withClient(database, prepare)
  service = await startService(database, { NTM_WORKER: '1', NTM_CLOCK: CLOCK })
  const headers = await signIn(service.own, 'vpdp')
  // Compiled code and warm connections are not what is measured: one small import goes before.
  await measure('', KON_TUM, 'measures', { headers, asked })
  const table = []
  for (let round = 0; round < Number(given.rounds); round++) {
    for (const layout of LAYOUTS)
      table.push(await measure(`86 communes, a row for ${layout}`, KON_TUM, layout, { headers, asked }))
  }
  console.table(table)
  const country = []
  for (const layout of LAYOUTS) {
    const what = `${given.communes} communes, a row for ${layout}`
    try {
      country.push(await measure(what, COUNTRY, layout, { headers, asked }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      console.log(`${what}: ${error.message}`)
    }
  }
  console.table(country)
} finally {
  await service?.stop()
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** The country with the figures of last month, and the provincial office as one that may import for it. */
async function prepare(client) {
  await addMonths(client, await addCountry(client, Number(given.communes)), [OPEN_MONTH])
  await client.query(
    `insert into role_grants (account_id, role, unit_id) select a.id, 'provincialOffice', u.id
     from accounts a, units u where a.username = 'vpdp' and u.code = $1 and u.uid like 'bench-%'`,
    [COUNTRY],
  )
  await client.query('vacuum analyze')
  const { rows: measures } = await client.query(
    `select key, kind from measures where set_id = (select id from criteria_sets where valid @> '2019-08-31'::date)`,
  )
  const { rows: collected } = await client.query(
    `select u.code || '/' || m.key figure from sheets s join units u on u.id = s.unit_id
     join measures m on m.id = any(s.village_measures) where s.period = $1`,
    [OPEN_MONTH],
  )
  return {
    kinds: new Map(measures.map(({ key, kind }) => [key, kind])),
    collected: new Set(collected.map(({ figure }) => figure)),
  }
}

/** One way round: template, filled in, checked, applied; undone in the end, so that the next begins as this one did. */
async function measure(what, unit, layout, { headers, asked }) {
  const { own, pid } = service
  const address = `${own}/api/v1/assessments/template.xlsx?unit=${unit}&period=${MONTH}&layout=${layout}&ratios=true`
  const out = await timed(() => watchMemory(pid, () => download(address, headers)))
  const filled = await fillTemplate(out.result.result, asked)
  const looks = []
  const whole = await watchMemory(pid, async () => {
    const checked = await timed(() => check(own, headers, filled, looks))
    const applied = await timed(() => move(own, headers, checked.result, 'apply', looks))
    return { checked, applied }
  })
  const { checked, applied } = whole.result
  const { figures, changed } = applied.result
  const undone = await timed(() => move(own, headers, applied.result, 'undo', []))
  const row = {
    what,
    'file MB': round(filled.length / MIB),
    figures,
    changed,
    'template s': round(out.seconds),
    'dry run s': round(checked.seconds),
    'apply s': round(applied.seconds),
    'both s': round(checked.seconds + applied.seconds),
    'figures/s': Math.round(figures / (checked.seconds + applied.seconds)),
    'undo s': round(undone.seconds),
    // What somebody else waits meanwhile for an answer of the same process.
    'read p95 ms': Math.round(looks.toSorted((a, b) => a - b)[Math.floor(looks.length * 0.95)]),
    'template +MiB': Math.round(out.result.grewBy / MIB),
    'import +MiB': Math.round(whole.grewBy / MIB),
    'most MiB': Math.round(whole.most / MIB),
  }
  if (what !== '') console.log(JSON.stringify(row))
  return row
}

async function timed(work) {
  const begun = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - begun) / 1_000 }
}

function round(value) {
  return Number(value.toFixed(2))
}
