import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '@ntm/shared/problems/wire'

/** OpenAPI 3.1 from the schemas of the routes, and a page to read it on, served from here. */
export const openapiPlugin = fastifyPlugin(async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nông thôn mới Kon Tum',
        version: '1',
        description:
          'Theo dõi Chương trình xây dựng nông thôn mới. Lỗi theo RFC 9457 (application/problem+json); sửa đổi cần If-Match.',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
        schemas: { Problem: Problem as never },
      },
      security: [{ bearer: [] }],
    },
    transform: ({ schema, url: registered, route }) => {
      // A feature's own address is registered with and without a slash at its end; the contract has none.
      const url = registered.replace(/(.)\/$/, '$1')
      if (!url.startsWith('/api/v1')) return { schema: { ...schema, hide: true }, url }
      const { permission, audit = [] } = route.config ?? {}
      const described = { ...schema, description: describe(permission, audit) }
      return { schema: permission === 'public' ? { ...described, security: [] } : described, url }
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject
      return withProblems(document.openapiObject)
    },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false, theme: { title: 'API Nông thôn mới' } })

  const config = { permission: 'public' as const }
  app.get('/api/v1/openapi.json', { config, schema: { hide: true } }, async () => app.swagger())
})

function describe(permission: string | undefined, audit: readonly string[]): string {
  const events = audit.length === 0 ? '' : ` Ghi nhật ký: ${audit.join(', ')}.`
  return `Quyền: ${permission ?? '–'}.${events}`
}

/** Any operation may refuse, and always with the same document. */
function withProblems<T extends { paths?: object }>(document: T): T {
  const refusal = {
    description: 'Từ chối',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  for (const path of Object.values(document.paths ?? {}) as Record<string, { responses?: Record<string, unknown> }>[]) {
    for (const operation of Object.values(path)) {
      if (operation.responses) operation.responses.default = refusal
    }
  }
  return document
}
