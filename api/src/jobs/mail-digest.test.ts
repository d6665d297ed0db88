import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createClock } from '../clock.js'
import { APP_ROLE, withRole } from '../db/app-role.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { startWorker } from '../worker.js'

interface Received {
  to: string[]
  /** Headers and body as they came over the wire. */
  message: string
}

let database: TestDatabase
let pool: pg.Pool
let server: SMTPServer
let smtpUrl: string
let received: Received[]
/** How many messages the server turns away before it takes one. */
let refusals: number

beforeAll(async () => {
  database = await createTestDatabase({ demo: true })
  pool = new pg.Pool({ connectionString: database.url })
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        refusals -= 1
        if (refusals >= 0) {
          done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
          return
        }
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, message: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise<void>((done) => server.close(done))
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  received = []
  refusals = 0
  await pool.query(`truncate notices, digests cascade; update accounts set email = null, wants_digest = true`)
})

const give = (username: string, email: string, wantsDigest = true) =>
  pool.query('update accounts set email = $2, wants_digest = $3 where username = $1', [username, email, wantsDigest])
const count = async (sql: string) => (await pool.query(sql)).rowCount ?? 0

/** Lets a worker do all that is to be done at an instant of the field, tried again at once where it failed. */
async function workAt(instant: string, isOn = true): Promise<void> {
  const mail = { smtpUrl, from: 'NTM <ntm@example.vn>', publicUrl: 'https://ntm.example.vn' }
  const databaseUrl = withRole(database.url, APP_ROLE)
  const clock = createClock(instant)
  const worker = await startWorker({ databaseUrl, clock, mail: isOn ? mail : undefined, log: () => undefined })
  for (let tries = 0; tries < 200 && (await count('select from graphile_worker.jobs')) > 0; tries += 1) {
    await pool.query(
      'update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null',
    )
    await pause(50)
  }
  await worker.stop()
  expect(await count('select from graphile_worker.jobs')).toBe(0)
}

const DEMO_DAY = '2019-07-22T08:00:00+07:00'

async function findOpenCommune(): Promise<string> {
  const { rows } = await pool.query<{ code: string }>(
    `select u.code from sheets s join units u on u.id = s.unit_id where s.period = '2019-07' and s.status = 'draft'
     order by u.code limit 1`,
  )
  return rows[0]?.code ?? ''
}

test('whoever gave an address gets one mail a day about what is new, however often the job runs', async () => {
  await give(`xa.${await findOpenCommune()}`, 'can.bo@example.vn')
  await workAt(DEMO_DAY)
  await workAt(DEMO_DAY)
  expect(received.map(({ to }) => to)).toEqual([['can.bo@example.vn']])
  const message = received[0]?.message ?? ''
  expect(message).toContain('Auto-Submitted: auto-generated')
  expect(message).toMatch(/Message-ID: <digest-\d+-2019-07-22@ntm\.example\.vn>/i)
  expect(message.replaceAll(/=\r\n/g, '')).toContain('https://ntm.example.vn/thong-bao')
})

test('the next days bring no mail while nothing is new, and one when something is', async () => {
  await give(`xa.${await findOpenCommune()}`, 'can.bo@example.vn')
  await workAt(DEMO_DAY)
  await workAt('2019-07-23T08:00:00+07:00')
  expect(received).toHaveLength(1)
  await workAt('2019-07-25T08:00:00+07:00')
  expect(received).toHaveLength(2)
})

test('who gave no address, does not want it, has read all, or has nothing to be told, gets none', async () => {
  const commune = await findOpenCommune()
  await give(`xa.${commune}`, 'khong@example.vn', false)
  await give('admin', 'admin@example.vn')
  await workAt(DEMO_DAY)
  expect(received).toEqual([])
  expect(await count('select from digests')).toBe(0)
})

test('with mail switched off nothing is queued', async () => {
  await give(`xa.${await findOpenCommune()}`, 'can.bo@example.vn')
  await workAt(DEMO_DAY, false)
  expect([received.length, await count('select from digests')]).toEqual([0, 0])
})

test('a mail server that turns it away is asked again until it takes it, once', async () => {
  refusals = 2
  await give(`xa.${await findOpenCommune()}`, 'can.bo@example.vn')
  await workAt(DEMO_DAY)
  expect(received).toHaveLength(1)
  expect(await count('select from digests where sent_at is not null')).toBe(1)
})
