import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { kindOf } from '@ntm/shared/evidence/file-kinds'
import { cleanFileName } from '@ntm/shared/evidence/file-name'
import { LAPSE_WARNING_DAYS } from '@ntm/shared/evidence/lapse'
import { addDays, periodOf, previousPeriod } from '@ntm/shared/periods/period'
import { AppError, conflict, forbidden, notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import { canEdit } from '../assessments/policy.js'
import { checkSaid } from './attach.js'
import { dispositionOf } from './content-disposition.js'
import { canSeeAll, canSeeEvidence } from './policy.js'
import { presentEvidence } from './present.js'
import { findEvidence, findPlace, findThumbnail, holdUses, listOfUnit } from './queries.js'
import {
  describeEvidenceRoute,
  listEvidenceRoute,
  readEvidenceRoute,
  readFileRoute,
  readThumbnailRoute,
} from './schemas.js'
import { describe } from './write-evidence.js'

/** Whatever a file holds, the browser runs nothing of it. */
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
/** A sheet that still takes edits, or may again, does not settle what is said of its evidence. */
const OPEN = ['draft', 'returned']

/** Documents and their files; `app.ts` mounts this at `/api/v1/evidence`. */
export const evidenceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  async function getVisible(request: FastifyRequest<{ Params: { id: string } }>) {
    const found = await findEvidence(app.db, request.params.id)
    if (!found || !canSeeEvidence(requireActor(request), found)) throw notFound('evidence_not_found')
    return found
  }

  /** Looked at again each time, but not sent again when it is known. @returns whether it is. */
  function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
    reply.header('cache-control', 'private, no-cache').header('etag', `"${tag}"`)
    if (request.headers['if-none-match'] !== `"${tag}"`) return false
    reply.code(304)
    return true
  }

  app.get('/', listEvidenceRoute, async (request) => {
    const { unit, lapse, limit = 50, cursor } = request.query
    const today = app.clock.today()
    const place = await findPlace(app.db, unit, periodOf(app.clock.now()))
    if (!place) throw notFound('unit_not_found')
    if (!canSeeAll(requireActor(request), place)) throw notFound('unit_not_found')
    const since = previousPeriod(periodOf(app.clock.now()))
    const ending = { since, from: addDays(today, -LAPSE_WARNING_DAYS), to: addDays(today, LAPSE_WARNING_DAYS) }
    const found = await listOfUnit(app.db, {
      unitId: place.unitId,
      after: readCursor(cursor),
      ending: lapse === 'near' ? ending : undefined,
      limit,
    })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = last && found.length > limit ? `${last.receivedAt.toISOString()}~${last.id}` : null
    return { data: rows.map((row) => presentEvidence(row, today)), page: { next, limit } }
  })

  app.get('/:id', readEvidenceRoute, async (request, reply) => {
    const found = await getVisible(request)
    reply.header('etag', `"${found.version}"`)
    return presentEvidence(found, app.clock.today())
  })

  app.patch('/:id', describeEvidenceRoute, async (request, reply) => {
    const actor = requireActor(request)
    const seen = await getVisible(request)
    if (!canEdit(actor, { ...seen, authorIds: [], status: 'draft' })) throw forbidden()
    const version = readIfMatch(request)
    return request.commitChange(reply, async (tx) => {
      await holdUses(tx, seen.id)
      const found = (await findEvidence(tx, seen.id)) ?? seen
      if (found.version !== version) throw new AppError('stale_version', 412)
      if (!found.statuses.every((status) => OPEN.includes(status))) throw conflict('evidence_settled')
      const { name = found.name, ...said } = request.body
      const words = { ...pick(found), ...checkSaid({ ...pick(found), ...said }), name: cleanFileName(name) }
      if (!(await describe(tx, { id: found.id, version }, words))) throw new AppError('stale_version', 412)
      const changed = (await findEvidence(tx, found.id)) ?? found
      const subject = { kind: 'evidence', key: found.id }
      const event = { action: 'evidence.described', subject, old: pick(found), new: pick(changed) }
      return { body: presentEvidence(changed, app.clock.today()), version: changed.version, event }
    })
  })

  app.get('/:id/file', readFileRoute, async (request, reply) => {
    const { name, hash, mediaType, bytes } = await getVisible(request)
    if (isKnown(request, reply, hash)) return reply.send()
    const file = await app.evidence.store.open(hash)
    if (!file) throw new AppError('evidence_file_missing', 410)
    const isShown = mediaType === 'application/pdf' || kindOf(mediaType)?.isPicture === true
    return reply
      .header('content-type', mediaType)
      .header('content-length', bytes)
      .header('content-disposition', dispositionOf(name, isShown))
      .header('content-security-policy', SANDBOX)
      .send(file)
  })

  app.get('/:id/thumbnail', readThumbnailRoute, async (request, reply) => {
    const { id, hash } = await getVisible(request)
    if (isKnown(request, reply, hash)) return reply.send()
    const thumbnail = await findThumbnail(app.db, id)
    if (!thumbnail) throw new AppError('evidence_file_missing', 410)
    return reply.header('content-type', 'image/webp').header('content-security-policy', SANDBOX).send(thumbnail)
  })
}

function pick({
  name,
  issuedOn,
  number,
  issuer,
  validFrom,
  validTo,
}: { name: string } & Record<'issuedOn' | 'number' | 'issuer' | 'validFrom' | 'validTo', string | null>) {
  return { name, issuedOn, number, issuer, validFrom, validTo }
}

/** @throws AppError 400 when it cannot be one that this service gave out. */
function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at = '', id] = CURSOR.exec(cursor) ?? []
  const instant = new Date(at)
  if (id === undefined || Number.isNaN(instant.getTime())) throw new AppError('cursor_invalid', 400)
  return { at: instant, id }
}
