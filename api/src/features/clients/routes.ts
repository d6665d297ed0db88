import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ClientView, NewClientView } from '@ntm/shared/clients/wire'
import { AppError, notFound, unprocessable } from '../../errors.js'
import type { Database } from '../../db/client.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { findUnit } from '../units/queries.js'
import { createClientId, createClientSecret, isAddressRange } from './client.js'
import { presentClient } from './present.js'
import {
  addClientSecret,
  changeClient,
  createClientRow,
  findClientRecord,
  listClientRecords,
  renewVersion,
  type ClientRecord,
} from './queries.js'
import { addSecretRoute, createClientRoute, listClientsRoute, patchClientRoute, readClientRoute } from './schemas.js'
import { tokenRoutes } from './token-routes.js'

/** The longest that a secret may live. */
const YEAR_MS = 365 * 86_400_000

/** Machine clients (máy khách); `app.ts` mounts this at the root, for `/oauth/token` has to stand there. */
export const clientRoutes: FastifyPluginAsyncTypebox = async (app) => {
  await app.register(tokenRoutes)
  await app.register(administrationRoutes, { prefix: '/api/v1/clients' })
}

const administrationRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', listClientsRoute, async (request) => {
    const { cursor, limit = 50 } = request.query
    const found = await listClientRecords(app.db, cursor, limit)
    const rows = found.slice(0, limit)
    return {
      data: rows.map(presentClient),
      page: { next: found.length > limit ? (rows.at(-1)?.id ?? null) : null, limit },
    }
  })

  app.get('/:id', readClientRoute, async (request, reply) => {
    const record = await getRecord(app.db, request.params.id)
    reply.header('etag', `"${record.version}"`)
    return presentClient(record)
  })

  app.post('/', createClientRoute, async (request, reply) => {
    const { name, scopes, addresses = [], unit: code } = request.body
    requireAddresses(addresses)
    const expiresAt = readExpiry(request.body.secretExpiresAt, '/secretExpiresAt')
    const unit = await findUnit(app.db, code, app.clock.today())
    if (!unit) throw unprocessable('unit_not_found')

    const { secret, hash } = createClientSecret()
    return request.commitChange(reply, async (tx) => {
      const id = createClientId()
      await createClientRow(tx, { id, name, unitId: unit.id, scopes, addresses })
      await addClientSecret(tx, id, { hash, expiresAt, oldValidUntil: new Date() })
      const client = presentClient(await getRecord(tx, id))
      const event = eventOf('client.created', id, { new: client })
      return { status: 201, ...showOnce(client, secret), version: 1, event }
    })
  })

  app.patch('/:id', patchClientRoute, async (request, reply) => {
    const version = readIfMatch(request)
    const { id } = request.params
    requireAddresses(request.body.addresses ?? [])
    return request.commitChange(reply, async (tx) => {
      const old = presentClient(await getRecord(tx, id))
      if (!(await changeClient(tx, id, version, request.body))) throw new AppError('stale_version', 412)
      const body = presentClient(await getRecord(tx, id))
      return { body, version: version + 1, event: eventOf('client.changed', id, { old, new: body }) }
    })
  })

  app.post('/:id/secrets', addSecretRoute, async (request, reply) => {
    const { id } = request.params
    const expiresAt = readExpiry(request.body.expiresAt, '/expiresAt')
    const oldValidUntil = readEndOfOld(request.body.oldValidUntil)
    const { secret, hash } = createClientSecret()
    return request.commitChange(reply, async (tx) => {
      const version = await renewVersion(tx, id)
      if (version === undefined) throw notFound('client_not_found')
      await addClientSecret(tx, id, { hash, expiresAt, oldValidUntil })
      const client = presentClient(await getRecord(tx, id))
      const event = eventOf('client.secretAdded', id, { new: { secrets: client.secrets } })
      return { status: 201, ...showOnce(client, secret), version, event }
    })
  })
}

/** The answer with the secret, and what is kept of it for a repeated request: the same without. */
function showOnce(client: ClientView, clientSecret: string): { body: NewClientView; kept: NewClientView } {
  return { body: { ...client, clientSecret }, kept: { ...client, clientSecret: null } }
}

async function getRecord(db: Database, id: string): Promise<ClientRecord> {
  const record = await findClientRecord(db, id)
  if (!record) throw notFound('client_not_found')
  return record
}

function requireAddresses(addresses: readonly string[]): void {
  const errors = addresses.flatMap((text, index) =>
    isAddressRange(text)
      ? []
      : [
          {
            pointer: `/addresses/${index}`,
            code: 'address_invalid',
            message: `“${text}” không phải địa chỉ hay dải địa chỉ.`,
          },
        ],
  )
  if (errors.length > 0) throw unprocessable('client_invalid', errors)
}

/** @throws AppError 422 unless the instant lies ahead, and no more than a year. */
function readExpiry(text: string | undefined, pointer: string): Date {
  const expiresAt = text === undefined ? new Date(Date.now() + YEAR_MS) : new Date(text)
  const ahead = expiresAt.getTime() - Date.now()
  if (ahead > 0 && ahead <= YEAR_MS) return expiresAt
  const message = 'Hạn của bí mật phải ở tương lai và không quá một năm.'
  throw unprocessable('client_invalid', [{ pointer, code: 'expiry_invalid', message }])
}

/** What has passed is now, whether a row could keep it (the year 0) or `Date` has a word for it (a leap second). */
function readEndOfOld(text = ''): Date {
  return new Date(Math.max(Date.now(), Date.parse(text) || 0))
}

function eventOf(action: string, key: string, change: { old?: unknown; new?: unknown }) {
  return { action, subject: { kind: 'client', key }, ...change }
}
