import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.js'
import type { Config } from '../config.js'
import { withRole } from '../db/app-role.js'
import { openDataDirectory } from '../db/embedded/data-directory.js'
import { openEvidenceFiles } from '../files/open-files.js'
import { loadKeyRing } from '../keys.js'
import { startWorker, type Worker } from '../worker.js'
import type { Cleanup } from './cleanup.js'
import { advise, greet } from './greeting.js'
import { explainListenFailure, requireFreePort } from './port.js'
import { openServer, prepareDatabase } from './prepare-database.js'

/** How long requests in flight may take once the service stops; what remains is cut off. */
const DRAIN_LIMIT_MS = 4_000
const CUT_OFF_LIMIT_MS = 250

/**
 * Starts the service; it runs when this resolves, and `cleanup` then knows how to stop it.
 *
 * @param signal - Calls the start off between two steps.
 */
export async function serve(
  config: Config,
  cleanup: Cleanup,
  signal: AbortSignal,
  print: (text: string) => void,
): Promise<void> {
  await requireFreePort(config.host, config.port)
  await openDataDirectory(config.dataDir)
  const keyRing = await loadKeyRing(config)
  const ownerUrl = await openServer(config, { cleanup, signal, log: print })
  signal.throwIfAborted()
  await prepareDatabase(ownerUrl, config, print, openEvidenceFiles(config).store)
  const databaseUrl = withRole(ownerUrl, config.databaseRole)
  signal.throwIfAborted()

  const app = await buildApp({ ...config, databaseUrl, keyRing })
  let worker: Worker | undefined
  // Together, not one after the other: the limits of both count against one deadline.
  cleanup.add(() => Promise.all([worker?.stop(), closeApp(app)]))
  if (config.worker)
    worker = await startWorker({
      ...{ databaseUrl, clock: app.clock, mail: config.mail, files: app.evidence, log: print },
    })
  signal.throwIfAborted()
  const address = await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListenFailure(error, config.host, config.port)
  })
  print(greet(config.publicUrl ?? address, { demo: config.demo, seconds: process.uptime(), advice: advise(config) }))
}

/** Waits for requests in flight, and for their statements, no longer than the limit. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const closed = app.close()
  if (await Promise.race([closed.then(() => true), pause(DRAIN_LIMIT_MS, false, { ref: false })])) return
  app.server.closeAllConnections()
  await Promise.race([closed, pause(CUT_OFF_LIMIT_MS, undefined, { ref: false })])
}
