import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '../errors.js'

/** Seconds in a year: a file with its hash in its name never changes. */
const FOREVER = 31_536_000

/** The single-page application: its files, and its first page at every address that is not the API's. */
export const pagesPlugin = fastifyPlugin(async (app) => {
  const { publicDir } = app.config
  const hasPages = existsSync(join(publicDir, 'index.html'))
  if (hasPages) {
    await app.register(fastifyStatic, {
      root: publicDir,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.includes(`${publicDir}/assets/`)
        response.header('cache-control', isHashed ? `public, max-age=${FOREVER}, immutable` : 'no-cache')
      },
    })
  }

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/v1')) reply.header('cache-control', 'no-store')
  })

  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|health|metrics|oauth|assets)(\/|$|\?)/.test(request.url)
    if (!isPage || !hasPages) throw new AppError('route_not_found', 404)
    return reply.code(200).header('cache-control', 'no-cache').sendFile('index.html')
  })
})
