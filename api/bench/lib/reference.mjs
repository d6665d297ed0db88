// The reference of the benchmark: bare Fastify routes with one hand-written statement each on the same database, with as
// many connections as the service: no rights, no rules, no audit. What the service answered is sent as it is, so that a
// bare route pays for its statement and for nothing else.
import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE_URL, max: Number(process.env.BENCH_POOL_SIZE) })
const app = Fastify({ bodyLimit: 64 * 1024 * 1024 })
const answers = new Map()

const SHEET = `
  select m.key, v.value, v.numerator, v.denominator, v.result, v.note, t.value threshold, t.confirmed
  from units u join sheets s on s.unit_id = u.id
  join sheet_values v on v.year = left(s.period, 4)::smallint and v.sheet_id = s.id
  join measures m on m.id = v.measure_id join thresholds t on t.id = v.threshold_id
  where u.code = $1 and u.valid @> $2::date and s.period = $3 order by m.position`

const OVERVIEW = `
  select subpath(u.path, 1, 1) child, count(*) communes, count(r.unit_id) counted, sum(r.met) total,
    ${Array.from({ length: 19 }, (_, bit) => `sum(r.met_mask >> ${bit} & 1) met_${bit}`).join(', ')}
  from units u left join monthly_results r on r.unit_id = u.id and r.period = $1 and r.basis = $2
  where u.path <@ (select path from units where code = $4 and valid @> $3::date)
    and u.kind = 'commune' and u.in_programme and u.valid @> $3::date
  group by subpath(u.path, 1, 1)`

const MATRIX = `
  select u.code, u.name, p.name parent, s.status, r.met_mask, r.not_met_mask
  from units u join units p on p.id = u.parent_id
  left join sheets s on s.unit_id = u.id and s.period = $1
  left join monthly_results r on r.unit_id = u.id and r.period = $1 and r.basis = $2
  where u.path <@ (select path from units where code = $4 and valid @> $3::date)
    and u.kind = 'commune' and u.in_programme and u.valid @> $3::date
  order by u.code`

const TREND = `
  select r.period, count(*) counted, sum(r.met) total, count(*) filter (where r.met = 19) at19
  from monthly_results r join units u on u.id = r.unit_id
  where r.period between $1 and $2 and r.basis = 'official'
    and u.path <@ (select path from units where code = $4 and valid @> $3::date)
  group by r.period order by r.period`

const SAVE = `
  insert into sheet_values (year, sheet_id, measure_id, value, result, threshold_id)
  select 2019, $1, * from unnest($2::smallint[], $3::numeric[], $4::text[], $5::integer[])
  on conflict (year, sheet_id, measure_id) do update set value = excluded.value, result = excluded.result`

app.put('/answers/:name', async (request) => {
  answers.set(request.params.name, request.body.text)
  return {}
})

for (const [name, text] of Object.entries({ SHEET, OVERVIEW, MATRIX, TREND })) {
  app.get(`/${name.toLowerCase()}`, async (request, reply) => {
    await pool.query({ name, text, values: [request.query.values].flat() })
    return reply.type('application/json').send(answers.get(request.query.answer))
  })
}

/** Answers once the database has no work of a reader who has left: the next is not to pay for it. */
app.get('/rest', async () => {
  while (pool.idleCount < pool.totalCount || pool.waitingCount > 0) await pause(20)
  return {}
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
  return reply.type('application/json').send(answers.get('sheet'))
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.(address)
