import fastifyPlugin from 'fastify-plugin'
import { PERMISSIONS, type Duty, type Permission } from '@ntm/shared/access/roles'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to do at all; whose record it is, the feature's policy judges. */
    permission?: Permission
    /** Names of the audit events that the route can write. */
    audit?: readonly string[]
    /** Duties under which the route stays open; without the word none is. */
    openDuring?: readonly Duty[]
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a route takes that does not say what it takes: nothing, so that nothing is silently ignored. */
// Without `properties` the OpenAPI document would take `type` and `additionalProperties` for two parameters.
const NO_QUERY = { type: 'object', properties: {}, additionalProperties: false }
const NO_BODY = { type: ['object', 'null'], additionalProperties: false }

/** The service does not start while a route of the API lacks its permission, or a change lacks its audit event. */
export const declarationsPlugin = fastifyPlugin(async (app) => {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/v1')) return
    const { permission, audit } = route.config ?? {}
    const methods = [route.method].flat()
    const name = `${methods.join(',')} ${route.url}`
    if (permission === undefined || !PERMISSIONS.includes(permission)) throw new TypeError(`${name} has no permission`)
    const changes = methods.some((method) => !READING.has(method))
    if (changes && (audit === undefined || audit.length === 0)) {
      throw new TypeError(`${name} changes something but names no audit event`)
    }
    route.schema = { querystring: NO_QUERY, ...(changes && { body: NO_BODY }), ...route.schema }
  })
})
