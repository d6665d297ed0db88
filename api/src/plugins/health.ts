import fastifyPlugin from 'fastify-plugin'
import { Counter, Gauge, Registry, collectDefaultMetrics, Histogram } from 'prom-client'
import { AppError } from '../errors.js'
import { hasPendingMigrations } from '../db/migrate.js'
import { countJobs } from '../db/count-jobs.js'

const EVENTS = '/api/v1/events'
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Whether the process lives, whether it can serve, and how it does (Prometheus). */
export const healthPlugin = fastifyPlugin(async (app) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'database_connections',
    help: 'Database connections of this process: all, idle, and requests waiting for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { totalCount, idleCount, waitingCount } = app.pool
      this.set({ state: 'total' }, totalCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waiting' }, waitingCount)
    },
  })
  new Gauge({
    name: 'jobs',
    help: 'Jobs in the queue of the database: due and waiting, and failed for good',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      try {
        const { waiting, failed } = await countJobs(app.db)
        this.set({ state: 'waiting' }, waiting)
        this.set({ state: 'failed' }, failed)
      } catch (error) {
        // Without the database the other figures are wanted the more.
        app.log.warn({ err: error }, 'Jobs could not be counted')
      }
    },
  })
  new Gauge({
    name: 'event_streams',
    help: 'Open streams of events of this process',
    registers: [registry],
    collect() {
      this.set(app.eventCounts.open())
    },
  })
  new Counter({
    name: 'events_total',
    help: 'Events sent to open pages, and streams cut off because their reader was too slow',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset()
      this.inc({ outcome: 'sent' }, app.eventCounts.sent)
      this.inc({ outcome: 'dropped' }, app.eventCounts.dropped)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    // How long somebody listened is no measure of the service.
    if (route === EVENTS) return
    const labels = { method: request.method, route, status: String(reply.statusCode) }
    duration.observe(labels, reply.elapsedTime / 1000)
  })

  app.get('/health/live', { schema: { hide: true } }, async () => ({ status: 'live' }))

  app.get('/health/ready', { schema: { hide: true } }, async () => {
    const pending = await hasPendingMigrations(app.pool, app.config.migrationsDir)
    if (pending) throw new AppError('unavailable', 503, { retryAfter: 5 })
    return { status: 'ready' }
  })

  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // The socket's own address: a proxy's word about it counts for nothing here.
    const isLocal = LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
    if (!app.config.metricsPublic && !isLocal) throw new AppError('route_not_found', 404)
    reply.header('content-type', registry.contentType)
    return registry.metrics()
  })
})
