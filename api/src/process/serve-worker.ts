import { createServer } from 'node:http'
import pg from 'pg'
import { createClock } from '../clock.js'
import type { Config } from '../config.js'
import { withRole } from '../db/app-role.js'
import { outliveConnections } from '../db/client.js'
import { connectOnce } from '../db/connect.js'
import { hasPendingMigrations } from '../db/migrate.js'
import { openEvidenceFiles } from '../files/open-files.js'
import { StartError } from '../start-error.js'
import { startWorker } from '../worker.js'
import type { Cleanup } from './cleanup.js'
import { explainListenFailure } from './port.js'

/**
 * Runs jobs only; beside them answers `/health/live` and `/health/ready` for whoever watches the process.
 *
 * @throws StartError without `DATABASE_URL`: an embedded database belongs to the service that serves pages.
 */
export async function serveWorker(config: Config, cleanup: Cleanup, print: (text: string) => void): Promise<void> {
  const { host, port, migrationsDir } = config
  const clock = createClock(config.clockStart)
  if (config.databaseUrl === undefined) throw new StartError('Tiến trình việc nền cần DATABASE_URL.')
  const databaseUrl = withRole(config.databaseUrl, config.databaseRole)
  await (await connectOnce(databaseUrl)).end()
  const pool = outliveConnections(
    new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 2_000 }),
  )
  cleanup.add(() => pool.end())
  if (await hasPendingMigrations(pool, migrationsDir)) {
    throw new StartError('Cơ sở dữ liệu chưa được di trú. Hãy chạy lệnh migrate trước.')
  }

  const health = createServer((request, response) => {
    const isReady = request.url === '/health/ready' ? pool.query('select 1').then(Boolean, () => false) : true
    void Promise.resolve(isReady).then((ready) => {
      const known = request.url === '/health/live' || request.url === '/health/ready'
      response.writeHead(!known ? 404 : ready ? 200 : 503).end()
    })
  })
  await new Promise<void>((done, fail) => health.once('error', fail).listen(port, host, done)).catch(
    (error: unknown) => {
      throw explainListenFailure(error, host, port)
    },
  )
  cleanup.add(async () => void health.close())
  const worker = await startWorker({
    ...{ databaseUrl, clock, mail: config.mail, files: openEvidenceFiles(config), log: print },
  })
  cleanup.add(worker.stop)
  print('Việc nền đang chạy.')
}
