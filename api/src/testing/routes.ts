import type { FastifyInstance } from 'fastify'

export interface RegisteredRoute {
  method: string
  /** As Fastify writes it, `/api/v1/units/:code`, without a slash at its end. */
  url: string
}

/** Every route that the service answers, read from the router itself and not from any list that we keep. */
export function listRoutes(app: FastifyInstance): RegisteredRoute[] {
  const segments: string[] = []
  const routes = new Map<string, RegisteredRoute>()
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^((?:│ {3}| {4})*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line)
    if (!match) continue
    const [, indent = '', segment = '', methods = ''] = match
    const depth = indent.length / 4
    segments.splice(depth, segments.length, segment)
    const url = segments.join('').replace(/(.)\/$/, '$1')
    for (const method of methods.split(', ')) routes.set(`${method} ${url}`, { method, url })
  }
  return [...routes.values()]
}
