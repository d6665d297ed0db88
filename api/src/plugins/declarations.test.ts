import Fastify, { type RouteOptions } from 'fastify'
import { expect, test } from 'vitest'
import { declarationsPlugin } from './declarations.js'

async function start(route: Partial<RouteOptions>): Promise<void> {
  const app = Fastify()
  await app.register(declarationsPlugin)
  await app.register(async (scope) => {
    scope.route({ method: 'GET', url: '/api/v1/things', handler: async () => null, ...route })
  })
  await app.ready()
  await app.close()
}

test('the service starts with a route that declares its permission', async () => {
  await expect(start({ config: { permission: 'units.read' } })).resolves.toBeUndefined()
})

test.each<[string, Partial<RouteOptions>, RegExp]>([
  ['no declaration at all', {}, /GET .*things has no permission/],
  ['an empty declaration', { config: {} }, /has no permission/],
  ['a permission that there is not', { config: { permission: 'things.read' as never } }, /has no permission/],
  [
    'a change without an audit event',
    { method: 'POST', config: { permission: 'units.read' } },
    /POST .*things changes something but names no audit event/,
  ],
  ['a change with no audit event', { method: 'DELETE', config: { permission: 'self', audit: [] } }, /no audit event/],
  ['one change among its methods', { method: ['GET', 'PUT'], config: { permission: 'self' } }, /no audit event/],
])('the service does not start with a route that has %s', async (_case, route, message) => {
  await expect(start(route)).rejects.toThrow(message)
})

test('what is no part of the API needs no declaration', async () => {
  await expect(start({ url: '/health/live' })).resolves.toBeUndefined()
})
