import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type onRequestAsyncHookHandler } from 'fastify'
import { createClock, type Clock } from './clock.js'
import type { AppConfig } from './config.js'
import { openPool } from './db/client.js'
import { accessRoutes } from './features/access/routes.js'
import { accountRoutes } from './features/accounts/routes.js'
import { oidcRoutes } from './features/access/oidc-routes.js'
import { analysisRoutes } from './features/analysis/routes.js'
import { assessmentRoutes } from './features/assessments/routes.js'
import { auditRoutes } from './features/audit/routes.js'
import { boundaryRoutes } from './features/boundaries/routes.js'
import { clientRoutes } from './features/clients/routes.js'
import { consolidationRoutes } from './features/consolidations/routes.js'
import { criteriaRoutes } from './features/criteria/routes.js'
import { delegationRoutes } from './features/delegations/routes.js'
import { disciplineRoutes } from './features/discipline/routes.js'
import { eventRoutes } from './features/events/routes.js'
import { evidenceRoutes } from './features/evidence/routes.js'
import { sheetEvidenceRoutes } from './features/evidence/sheet-routes.js'
import { uploadRoutes } from './features/evidence/upload-routes.js'
import { importChangeRoutes } from './features/imports/change-routes.js'
import { importRoutes } from './features/imports/routes.js'
import { mailRoutes } from './features/notices/mail-routes.js'
import { noticeRoutes } from './features/notices/routes.js'
import { periodRoutes } from './features/periods/routes.js'
import { searchRoutes } from './features/search/routes.js'
import { setMaintenanceRoutes } from './features/set-maintenance/routes.js'
import { unitRoutes } from './features/units/routes.js'
import { verificationRoutes } from './features/verifications/routes.js'
import { villageRoutes } from './features/villages/routes.js'
import { workRoutes } from './features/work/routes.js'
import type { EvidenceFiles } from './files/evidence-store.js'
import { openEvidenceFiles } from './files/open-files.js'
import { loggerOptions, RequestLog, type LogStream } from './logging.js'
import { actorPlugin } from './plugins/actor.js'
import { changeFeedPlugin } from './plugins/change-feed.js'
import { changePlugin } from './plugins/change.js'
import { answerClientError } from './plugins/client-error.js'
import { databasePlugin } from './plugins/database.js'
import { declarationsPlugin } from './plugins/declarations.js'
import { healthPlugin } from './plugins/health.js'
import { multipartPlugin } from './plugins/multipart.js'
import { memoryPlugin } from './plugins/memory.js'
import { openapiPlugin } from './plugins/openapi.js'
import { pagesPlugin } from './plugins/pages.js'
import { answerFrameworkError, problemPlugin } from './plugins/problem.js'
import { rateLimitPlugin } from './plugins/rate-limit.js'
import { refusalsPlugin } from './plugins/refusals.js'
import { sameOriginPlugin } from './plugins/same-origin.js'
import { securityHeadersPlugin } from './plugins/security-headers.js'
import { timeLimitPlugin } from './plugins/time-limit.js'
import { tokensPlugin } from './plugins/tokens.js'
import { compileValidator } from './plugins/validator.js'

declare module 'fastify' {
  interface FastifyInstance {
    config: AppConfig
    clock: Clock
    evidence: EvidenceFiles
  }
}

/** A sheet with every note at its longest stays below this. */
const BODY_LIMIT = 1024 * 1024
/** Bytes of the request line and all headers; what browsers send here stays below 2 KiB. */
const HEADERS_LIMIT = 16 * 1024
/** Milliseconds for a request to arrive whole, over a network where that takes its time. */
const REQUEST_TIMEOUT = 60_000
/** Milliseconds for a request that has arrived to be answered; PostgreSQL gives a statement up before that. */
const TIME_LIMIT = 40_000
/** Milliseconds after which a connection on which nothing moves is given up; open pages hear a beat more often. */
const IDLE_LIMIT = 120_000

/** The whole service, the same for production and for tests: what is registered, in order. */
export async function buildApp(config: AppConfig, logStream?: LogStream): Promise<FastifyInstance> {
  const app = Fastify({
    logger: loggerOptions(config.logLevel, logStream),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: IDLE_LIMIT,
    http: { maxHeaderSize: HEADERS_LIMIT },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
    trustProxy: config.trustProxy,
    logController: new RequestLog(config.logLevel),
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
  })
  app.setValidatorCompiler(compileValidator)
  // JSON is what is read here, and files where a route says so: plain text is what a form on another site can send without asking.
  app.removeContentTypeParser('text/plain')
  app.decorate('config', config)
  app.decorate('clock', createClock(config.clockStart))
  app.decorate('evidence', openEvidenceFiles(config))

  await app.register(problemPlugin)
  await app.register(timeLimitPlugin, { limit: TIME_LIMIT })
  app.addHook('onRequest', forbidStoring)
  await app.register(declarationsPlugin)
  await app.register(rateLimitPlugin, { limit: config.rateLimit })
  await app.register(sameOriginPlugin)
  await app.register(securityHeadersPlugin)
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'deflate', 'identity'] })
  await app.register(multipartPlugin)
  await app.register(cookie)
  await app.register(tokensPlugin)
  await app.register(databasePlugin, { pool: openPool(config.databaseUrl, config.poolSize) })
  await app.register(memoryPlugin)
  await app.register(changeFeedPlugin)
  await app.register(actorPlugin)
  await app.register(changePlugin)
  await app.register(refusalsPlugin)
  await app.register(openapiPlugin)

  await app.register(healthPlugin)
  await app.register(accessRoutes, { prefix: '/api/v1' })
  await app.register(accountRoutes, { prefix: '/api/v1/accounts' })
  await app.register(clientRoutes)
  await app.register(delegationRoutes, { prefix: '/api/v1/delegations' })
  if (config.oidc) await app.register(oidcRoutes, { prefix: '/api/v1/auth/oidc', settings: config.oidc })
  await app.register(unitRoutes, { prefix: '/api/v1' })
  await app.register(villageRoutes, { prefix: '/api/v1' })
  await app.register(criteriaRoutes, { prefix: '/api/v1/criteria-sets' })
  await app.register(setMaintenanceRoutes, { prefix: '/api/v1/criteria-sets' })
  await app.register(periodRoutes, { prefix: '/api/v1/periods' })
  await app.register(consolidationRoutes, { prefix: '/api/v1/periods' })
  await app.register(assessmentRoutes, { prefix: '/api/v1/assessments' })
  await app.register(sheetEvidenceRoutes, { prefix: '/api/v1/assessments/:unit/:period/evidence' })
  await app.register(evidenceRoutes, { prefix: '/api/v1/evidence' })
  await app.register(uploadRoutes, { prefix: '/api/v1/uploads' })
  await app.register(importRoutes, { prefix: '/api/v1' })
  await app.register(importChangeRoutes, { prefix: '/api/v1' })
  await app.register(verificationRoutes, { prefix: '/api/v1/verifications' })
  await app.register(analysisRoutes, { prefix: '/api/v1' })
  await app.register(boundaryRoutes, { prefix: '/api/v1/map' })
  await app.register(disciplineRoutes, { prefix: '/api/v1/discipline' })
  await app.register(searchRoutes, { prefix: '/api/v1/search' })
  await app.register(workRoutes, { prefix: '/api/v1/work' })
  await app.register(mailRoutes, { prefix: '/api/v1/me/mail' })
  await app.register(noticeRoutes, { prefix: '/api/v1/notices' })
  await app.register(eventRoutes, { prefix: '/api/v1/events' })
  await app.register(auditRoutes, { prefix: '/api/v1/audit' })
  await app.register(pagesPlugin)
  return app
}

/** What the API answers is about this moment and one caller; also when it refuses, so this hook comes first. */
const forbidStoring: onRequestAsyncHookHandler = async (request, reply) => {
  if (request.url.startsWith('/api/v1')) reply.header('cache-control', 'no-store')
}
