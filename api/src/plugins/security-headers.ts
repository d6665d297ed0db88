import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import fastifyPlugin from 'fastify-plugin'
import helmet from 'helmet'

/** What an answer tells a browser that its page may do; the same on all, so it is worked out once. */
export const securityHeadersPlugin = fastifyPlugin(async (app) => {
  const headers = await workOut(app.config.secureCookies)
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
})

/** The headers that Helmet would set on an answer. @param isBehindTls - over plain HTTP HSTS would lock the address out. */
async function workOut(isBehindTls: boolean) {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isBehindTls && { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
  await new Promise<void>((resolve, reject) => {
    setHeaders(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()))
  })
  return response.getHeaders()
}
