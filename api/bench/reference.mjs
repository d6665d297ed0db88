// The reference of the benchmark: bare Fastify routes, one hand-written statement each, no rights, no rules, no audit.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: 10 })
const app = Fastify()
/** What the product answered: sent as it is, so that the reference pays for its query and for nothing else. */
const answers = JSON.parse(process.env.BENCH_ANSWERS ?? '{}')

const SHEET = `
  select m.key, v.value, v.numerator, v.denominator, v.result, v.note, t.value threshold, t.confirmed
  from units u join sheets s on s.unit_id = u.id
  join sheet_values v on v.year = left(s.period, 4)::smallint and v.sheet_id = s.id
  join measures m on m.id = v.measure_id join thresholds t on t.id = v.threshold_id
  where u.code = $1 and u.valid @> $2::date and s.period = $3 order by m.position`

const OVERVIEW = `
  select u.parent_id, count(*) communes, count(r.unit_id) counted, sum(r.met) total,
    ${Array.from({ length: 19 }, (_, bit) => `sum(r.met_mask >> ${bit} & 1) met_${bit}`).join(', ')}
  from units u left join monthly_results r on r.unit_id = u.id and r.period = $1 and r.basis = $2
  where u.in_programme and u.valid @> $3::date group by u.parent_id`

const SAVE = `
  insert into sheet_values (year, sheet_id, measure_id, value, result, threshold_id)
  select 2019, $1, * from unnest($2::smallint[], $3::numeric[], $4::text[], $5::integer[])
  on conflict (year, sheet_id, measure_id) do update set value = excluded.value, result = excluded.result`

app.get('/sheet', async (request, reply) => {
  await pool.query({ name: 'sheet', text: SHEET, values: ['23509', '2019-07-31', '2019-07'] })
  return reply.type('application/json').send(answers.sheet)
})

app.get('/overview', async (request, reply) => {
  await pool.query({ name: 'overview', text: OVERVIEW, values: ['2019-07', 'approved', '2019-07-31'] })
  return reply.type('application/json').send(answers.overview)
})

app.post('/save', async (request, reply) => {
  const { sheetId, measures } = request.body
  const client = await pool.connect()
  try {
    await client.query('begin')
    const columns = ['id', 'value', 'result', 'threshold'].map((name) => measures.map((measure) => measure[name]))
    await client.query({ name: 'save', text: SAVE, values: [sheetId, ...columns] })
    await client.query('commit')
  } finally {
    client.release()
  }
  return reply.type('application/json').send(answers.sheet)
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.(address)
