import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../app.js'
import { startTestApp, type TestApp } from '../testing/app.js'

let service: TestApp
beforeAll(async () => {
  service = await startTestApp()
})
afterAll(() => service.close())

/** Another process on the same database, with settings of its own. */
async function withApp<T>(
  settings: Partial<FastifyInstance['config']>,
  work: (app: FastifyInstance, lines: string[]) => Promise<T>,
): Promise<T> {
  const lines: string[] = []
  const app = await buildApp({ ...service.app.config, ...settings }, { write: (line) => void lines.push(line) })
  try {
    return await work(app, lines)
  } finally {
    await app.close()
  }
}

/** Figures of Prometheus' text by name and labels; fails on a line that is neither a figure nor a comment. */
function readFigures(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([a-z_]\w*(?:\{[^}]*\})?) (\S+)$/i.exec(line) ?? expect.unreachable(line)
      return [name, Number(value)]
    }),
  )
}

describe('/metrics', () => {
  const ask = (app: FastifyInstance, remoteAddress: string, headers: Record<string, string> = {}) =>
    app.inject({ url: '/metrics', remoteAddress, headers })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'answers this machine (%s) in the form of Prometheus',
    (address) =>
      withApp({}, async (app) => {
        const answer = await ask(app, address)
        expect(answer.statusCode).toBe(200)
        expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4')
        expect(answer.body).toContain('process_cpu_seconds_total')
        expect(answer.body).toContain('# TYPE http_request_duration_seconds histogram')
      }),
  )

  test.each<[string, string, Record<string, string>]>([
    ['another machine', '10.0.0.9', {}],
    ['another machine that says it is this one', '10.0.0.9', { 'x-forwarded-for': '127.0.0.1' }],
    ['whoever comes through a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }],
  ])('is not there for %s, whatever proxy is trusted', async (_who, address, headers) => {
    for (const trustProxy of [false, ['loopback', '10.0.0.0/8']] as const) {
      await withApp({ trustProxy: trustProxy && [...trustProxy] }, async (app) => {
        const answer = await ask(app, address, headers)
        expect(answer.statusCode).toBe(404)
        expect(answer.json()).toMatchObject({ code: 'route_not_found' })
        expect(answer.body).not.toContain('process_cpu')
      })
    }
  })

  test('answers everybody once that is configured', () =>
    withApp({ metricsPublic: true }, async (app) => {
      expect((await ask(app, '10.0.0.9')).statusCode).toBe(200)
    }))

  test('tells of the connections to the database and of the jobs that wait or failed', async () => {
    const owner = new pg.Client({ connectionString: service.databaseUrl })
    await owner.connect()
    await owner.query('delete from graphile_worker._private_jobs')
    for (const at of ['-1 minute', '-1 minute', '-1 minute', '1 hour'])
      await owner.query(`select graphile_worker.add_job('unknown', run_at => now() + $1::interval)`, [at])
    await owner.query(`update graphile_worker._private_jobs set attempts = max_attempts
      where id = (select min(id) from graphile_worker._private_jobs)`)
    await owner.end()
    await withApp({}, async (app) => {
      await app.pool.query('select 1')
      const figures = readFigures((await ask(app, '127.0.0.1')).body)
      expect(figures.get('jobs{state="waiting"}')).toBe(2)
      expect(figures.get('jobs{state="failed"}')).toBe(1)
      expect(figures.get('database_connections{state="total"}')).toBeGreaterThanOrEqual(1)
      expect(figures.get('database_connections{state="idle"}')).toBeLessThanOrEqual(app.config.poolSize)
      expect(figures.get('database_connections{state="waiting"}')).toBe(0)
    })
  })

  test('counts by route, so that no address of a person or a record stands in it', () =>
    withApp({}, async (app) => {
      await app.inject({ url: '/api/v1/units/23512' })
      const { body } = await ask(app, '127.0.0.1')
      expect(body).toContain('route="/api/v1/units/:code",status="401"')
      expect(body).not.toContain('23512')
    }))
})

describe('the log', () => {
  const probes = ['/health/live', '/health/ready', '/metrics']

  test('has no line for a probe at info, and one for every other request', () =>
    withApp({ logLevel: 'info' }, async (app, lines) => {
      for (const url of probes) expect((await app.inject({ url })).statusCode).toBe(200)
      expect(lines).toEqual([])
      await app.inject({ url: '/api/v1/service' })
      expect(lines.filter((line) => line.includes('/api/v1/service'))).toHaveLength(1)
      expect(lines.filter((line) => line.includes('request completed'))).toHaveLength(1)
    }))

  test('tells of probes to whoever looks for a fault (debug)', () =>
    withApp({ logLevel: 'debug' }, async (app, lines) => {
      for (const url of probes) await app.inject({ url })
      expect(lines.filter((line) => line.includes('probe answered'))).toHaveLength(probes.length)
    }))

  test('tells of a probe that fails, whatever the level', () =>
    withApp({ logLevel: 'error', migrationsDir: '/nowhere' }, async (app, lines) => {
      expect((await app.inject({ url: '/health/ready' })).statusCode).toBeGreaterThanOrEqual(500)
      expect(lines).toHaveLength(1)
    }))
})
