import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '../errors.js'

/** Seconds in a year: a file with its hash in its name never changes. */
const FOREVER = 31_536_000

/** A file opened by itself may do nothing at all. */
const FILE_POLICY = "default-src 'none';base-uri 'none';frame-ancestors 'none'"

/** Headers that tell a browser what a page may do, or mean nothing to one of today: a weak line waits for each byte of a script. */
const OF_PAGES = [
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** The single-page application: its files, and its first page at every address that is not the API's. */
export const pagesPlugin = fastifyPlugin(async (app) => {
  const { publicDir } = app.config
  const hasPages = existsSync(join(publicDir, 'index.html'))
  if (hasPages) {
    const options = { index: false, preCompressed: true, cacheControl: false } as const
    await app.register(fastifyStatic, {
      ...options,
      root: publicDir,
      // Only what lies there now, so that every other address is a page.
      wildcard: false,
      globIgnore: ['assets/**'],
      setHeaders: (response) => void response.header('cache-control', 'no-cache'),
    })
    // Looked up at each request: the pages may be built anew under a service that runs.
    await app.register(fastifyStatic, {
      ...options,
      root: join(publicDir, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      // Its name says which version it is.
      etag: false,
      lastModified: false,
      acceptRanges: false,
      setHeaders: (reply) => {
        for (const name of OF_PAGES) reply.removeHeader(name)
        reply.header('content-security-policy', FILE_POLICY)
        reply.header('cache-control', `public, max-age=${FOREVER}, immutable`)
      },
    })
  }

  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|health|metrics|oauth|assets)(\/|$|\?)/i.test(request.url)
    if (!isPage || !hasPages) throw new AppError('route_not_found', 404)
    return reply.code(200).header('cache-control', 'no-cache').sendFile('index.html')
  })
})
