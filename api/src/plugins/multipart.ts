import multipart from '@fastify/multipart'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '../errors.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads `multipart/form-data`; all others refuse it before anything of it is read. */
    takesFiles?: boolean
  }
}

/** One file a request, a few short fields beside it; a route sets its own `fileSize` where it may be larger. */
const LIMITS = {
  files: 1,
  /** Bytes. */
  fileSize: 20 * 1024 * 1024,
  fields: 20,
  fieldNameSize: 100,
  /** Bytes. */
  fieldSize: 4 * 1024,
  parts: 21,
  headerPairs: 20,
}

/** Files in a request: read as a stream by the few routes that say `takesFiles`. */
export const multipartPlugin = fastifyPlugin(async (app) => {
  await app.register(multipart, { limits: LIMITS })
  app.addHook('onRequest', async (request) => {
    const isMultipart = /^\s*multipart\//i.test(request.headers['content-type'] ?? '')
    if (isMultipart && request.routeOptions.config.takesFiles !== true)
      throw new AppError('unsupported_media_type', 415)
  })
})
