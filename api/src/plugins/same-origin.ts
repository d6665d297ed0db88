import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { forbidden } from '../errors.js'

const SIGN_IN_PATH = '/api/v1/auth/'

/**
 * Refuses what another site lets a browser send to where the refresh cookie is read or set.
 *
 * `SameSite=Strict` keeps the cookie from such requests already; this also holds in a browser that does not know it,
 * against a sister site of the same domain, and against being signed in to a stranger's account.
 */
export const sameOriginPlugin = fastifyPlugin(async (app) => {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'POST' && request.url.startsWith(SIGN_IN_PATH) && !isOwn(request)) {
      throw forbidden('foreign_origin')
    }
  })
})

/** A program that is no browser says neither where it comes from nor carries cookies of somebody else. */
function isOwn(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = request.headers
  if (origin === undefined) return true
  const { publicUrl } = request.server.config
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  return host === request.host || (publicUrl !== undefined && host === new URL(publicUrl).host)
}
