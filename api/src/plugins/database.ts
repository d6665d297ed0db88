import fastifyPlugin from 'fastify-plugin'
import type { Pool } from 'pg'
import { openDatabase, type Database } from '../db/client.js'

declare module 'fastify' {
  interface FastifyInstance {
    pool: Pool
    /** For reads. A change goes through `request.commitChange`. */
    db: Database
  }
}

export const databasePlugin = fastifyPlugin<{ pool: Pool }>(async (app, { pool }) => {
  app.decorate('pool', pool)
  app.decorate('db', openDatabase(pool))
  app.addHook('onClose', () => pool.end())
})
