import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../db/client.js'
import { AppError, forbidden, notFound } from '../../errors.js'
import { requireActor, requireReader } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { isWithinBound } from '../access/actor.js'
import { holdOpenSheets, leaveOpenSheets } from '../assessments/leave-village.js'
import { holdCatalogues } from '../criteria/queries.js'
import { changeVillage, readVillage, requireSound, writeFacts } from './change-village.js'
import { endVillageOfList } from './end-village.js'
import { canManageVillages } from './policy.js'
import { presentVillage, presentVillageList } from './present.js'
import { findCommune, findVillage, listVillages } from './queries.js'
import { addVillageRoute, changeVillageRoute, endVillageRoute, listVillagesRoute, readVillageRoute } from './schemas.js'
import { addVillage, claimList } from './write-villages.js'

/** Villages (thôn, làng) that communes keep; `app.ts` mounts this at `/api/v1`. */
export const villageRoutes: FastifyPluginAsyncTypebox = async (app) => {
  /** The village for a change, under the lock of its commune's list and of what is to be held before that. */
  async function claimVillage(
    request: FastifyRequest,
    tx: Database,
    { code, version, hold }: { code: string; version: number; hold?: typeof holdOpenSheets },
  ) {
    const found = await getVillage(tx, code)
    if (!canManageVillages(requireActor(request), found.commune)) throw forbidden()
    await hold?.(tx, found.commune.id)
    await claimList(tx, found.commune.id)
    const claimed = await getVillage(tx, code)
    if (claimed.village.version !== version) throw new AppError('stale_version', 412)
    return claimed
  }

  app.get('/units/:code/villages', listVillagesRoute, async (request) => {
    const reader = requireReader(request)
    const commune = await getCommune(app.db, request.params.code, request.query.at ?? app.clock.today())
    if (!isWithinBound(reader, commune.path)) throw notFound('unit_not_found')
    const manage = request.actor !== null && canManageVillages(request.actor, commune)
    return presentVillageList(commune, await listVillages(app.db, commune.id), { manage })
  })

  app.post('/units/:code/villages', addVillageRoute, (request, reply) =>
    request.commitChange(reply, async (tx) => {
      const commune = await getCommune(tx, request.params.code, app.clock.today())
      if (!canManageVillages(requireActor(request), commune)) throw forbidden()
      await claimList(tx, commune.id)
      const wanted = readVillage(request.body)
      requireSound(wanted, request.body, { commune, others: await listVillages(tx, commune.id) })
      const { id, code, uid } = await addVillage(tx, commune, wanted)
      await writeFacts(tx, id, request.body)
      const { village } = await getVillage(tx, code)
      const event = {
        action: 'village.added',
        subject: { kind: 'unit', key: uid },
        new: { ...request.body, ...wanted },
      }
      return { body: presentVillage(village), status: 201, version: village.version, event }
    }),
  )

  app.get('/villages/:code', readVillageRoute, async (request, reply) => {
    const { village, commune } = await getVillage(app.db, request.params.code)
    if (!isWithinBound(requireReader(request), commune.path)) throw notFound('unit_not_found')
    reply.header('etag', `"${village.version}"`)
    return presentVillage(village)
  })

  app.patch('/villages/:code', changeVillageRoute, (request, reply) => {
    const version = readIfMatch(request)
    return request.commitChange(reply, async (tx) => {
      const { code } = request.params
      const { village: known, commune } = await claimVillage(request, tx, { code, version })
      const wanted = readVillage(request.body, known)
      requireSound(wanted, request.body, { commune, others: await listVillages(tx, commune.id), known })
      await changeVillage(tx, known, wanted, request.body)
      const { village } = await getVillage(tx, known.code)
      const event = {
        action: 'village.changed',
        subject: { kind: 'unit', key: known.uid },
        old: pick(known, request.body),
        new: pick(village, request.body),
      }
      return { body: presentVillage(village), version: village.version, event }
    })
  })

  app.post('/villages/:code/transitions', endVillageRoute, (request, reply) => {
    const version = readIfMatch(request)
    return request.commitChange(reply, async (tx) => {
      const sets = await holdCatalogues(tx, app.db)
      const claim = { code: request.params.code, version, hold: holdOpenSheets }
      const { village: known, commune } = await claimVillage(request, tx, claim)
      const ended = await endVillageOfList(tx, known, commune, request.body)
      const { accountId, displayName } = requireActor(request)
      const writing = { accountId, displayName, at: app.clock.now(), today: app.clock.today() }
      const { lastDay } = request.body
      const left = await leaveOpenSheets(tx, { id: known.id, communeCode: commune.code, lastDay }, sets, writing)
      const { village } = await getVillage(tx, known.code)
      return { body: presentVillage(village), version: village.version, event: [ended, ...left] }
    })
  })
}

/** Of a village, what a change was about. */
function pick<Village extends object>(village: Village, request: object): Partial<Village> {
  const named = new Set(Object.keys(request).map((key) => (key === 'hardship' ? 'hardships' : key)))
  return Object.fromEntries(Object.entries(village).filter(([key]) => named.has(key))) as Partial<Village>
}

async function getCommune(db: Database, code: string, day: string) {
  const commune = await findCommune(db, code, day)
  if (!commune) throw notFound('unit_not_found')
  return commune
}

async function getVillage(db: Database, code: string) {
  const found = await findVillage(db, code)
  if (!found) throw notFound('unit_not_found')
  return found
}
