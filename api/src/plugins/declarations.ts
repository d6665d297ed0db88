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

/** The service does not start while a route of the API lacks its permission, or a change lacks its audit event. */
export const declarationsPlugin = fastifyPlugin(async (app) => {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/v1')) return
    const { permission, audit } = route.config ?? {}
    const methods = [route.method].flat()
    const name = `${methods.join(',')} ${route.url}`
    if (permission === undefined || !PERMISSIONS.includes(permission)) throw new TypeError(`${name} has no permission`)
    if (methods.some((method) => !READING.has(method)) && (audit === undefined || audit.length === 0)) {
      throw new TypeError(`${name} changes something but names no audit event`)
    }
  })
})
