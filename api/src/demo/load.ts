import type pg from 'pg'
import { xa2016To2020 } from '@ntm/shared/criteria/sets/xa-2016-2020'
import { inTransaction } from '../db/client.js'
import { listCatalogues } from '../features/criteria/queries.js'
import type { EvidenceStore } from '../files/evidence-store.js'
import { drawDemoDocuments } from './evidence-files.js'
import { generateDemonstration } from './generate.js'
import { judgeDemoSheets } from './judged-sheets.js'
import { loadDecisions } from './load-decisions.js'
import { storeDemoFiles } from './load-evidence.js'
import { loadAccounts, loadOfficials } from './load-people.js'
import { loadSheets } from './load-sheets.js'
import { loadTrail } from './load-trail.js'

/**
 * Loads the demonstration into a database that holds no more than the reference data; into any other it loads nothing.
 *
 * One transaction: all of it or none.
 *
 * @param store - Where the files of evidence go; absent: nowhere.
 */
export async function loadDemonstration(pool: pg.Pool, store?: EvidenceStore): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const client = tx.$client
    // Two copies that start together must not both find it empty.
    await client.query(`select pg_advisory_xact_lock(hashtext('ntm-demonstration'))`)
    const { rowCount } = await client.query('select from accounts union all select from sheets limit 1')
    if (rowCount !== 0) return

    const set = (await listCatalogues(tx)).find(({ code }) => code === xa2016To2020.code)
    if (!set) throw new Error(`The reference data lacks the set ${xa2016To2020.code}`)
    const demonstration = generateDemonstration()
    await loadOfficials(tx, demonstration.officials)
    const people = await loadAccounts(tx, demonstration.accounts)
    const sheets = judgeDemoSheets(set, demonstration.sheets)
    const { periods, villageHouseholds: households } = demonstration
    const documents = await drawDemoDocuments()
    if (store) await storeDemoFiles(store, documents)
    const stored = await loadSheets(tx, { set, sheets, people, periods, households, documents })
    await loadTrail(tx, { sheets: stored, people, periods })
    await loadDecisions(tx, set.code, people)
    // The planner knows nothing yet of what came in at once.
    await client.query('analyze sheets, sheet_criteria, monthly_results')
  })
}
