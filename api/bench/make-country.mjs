// Makes a database of the whole country and keeps it:
// `npm run bench -- make-country --data <directory> [--communes 11000] [--years 10]`. Measure it with `--data` afterwards.
import { parseArgs } from 'node:util'
import { addCountry, addMonths, listKonTum, listMonths } from './lib/country.mjs'
import { openDatabase, withClient } from './lib/database.mjs'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    communes: { type: 'string', default: '11000' },
    years: { type: 'string', default: '10' },
  },
})
if (options.data === undefined) throw new RangeError('--data <directory> says where the database is kept')

const database = await openDatabase(options.data)
const begun = performance.now()
try {
  await withClient(database, async (client) => {
    const communes = await addCountry(client, Number(options.communes))
    const months = listMonths(Number(options.years) * 12)
    await addMonths(client, communes, months, console.log)
    const { rows: known } = await client.query(
      'select distinct period from sheets join units u on u.id = unit_id where u.uid not like $1',
      ['bench-%'],
    )
    const missing = months.filter((month) => !known.some(({ period }) => period === month))
    await addMonths(client, await listKonTum(client), missing, console.log)
    await client.query('vacuum analyze')
    const { rows } = await client.query('select pg_size_pretty(pg_database_size(current_database())) size')
    console.log(`${rows[0].size} in ${Math.round((performance.now() - begun) / 1_000)} s`)
  })
} finally {
  await database.stop()
}
