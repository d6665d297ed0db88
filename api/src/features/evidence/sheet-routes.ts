import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { AttachedEvidence } from '@ntm/shared/evidence/wire'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { readIfMatch } from '../../plugins/precondition.js'
import type { Actor } from '../access/actor.js'
import { claimSheet, type ClaimedSheet } from '../assessments/claim-sheet.js'
import { canEdit, canSee } from '../assessments/policy.js'
import { bringIn, checkSaid, findOwn, placeIn } from './attach.js'
import { presentAttached } from './present.js'
import { findPlace, listAttached, type FoundAttachment, type SheetPlace } from './queries.js'
import { withSent, type Sent } from './read-attachment.js'
import { attachRoute, detachRoute, listSheetEvidenceRoute } from './schemas.js'
import type { KeptFile } from './take-in.js'
import { removeUpload } from './uploads.js'
import { attach, detach, holdFiles, saveEvidence, saveFile, type Receipt } from './write-evidence.js'
import type { Database } from '../../db/client.js'

/** What is attached to a sheet; `app.ts` mounts this at `/api/v1/assessments/:unit/:period/evidence`. */
export const sheetEvidenceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const now = () => ({ at: app.clock.now(), today: app.clock.today() })

  app.get('/', listSheetEvidenceRoute, async (request) => {
    const { unit, period } = request.params
    const sheetId = pickSheet(await getPlace(app.db, unit, period), requireActor(request), request.query.revision)
    const found = sheetId === undefined ? [] : await listAttached(app.db, sheetId)
    const { today } = now()
    return { data: found.map((each) => presentAttached(each, today)), bytesAtMost: app.evidence.bytesAtMost }
  })

  app.post('/', attachRoute, async (request, reply): Promise<AttachedEvidence> => {
    const { unit, period } = request.params
    const actor = requireActor(request)
    const { accountId } = actor
    // Asked before anything is read of a file: a stranger's is not looked at.
    const { unitId } = requireOwn(await getPlace(app.db, unit, period), actor)
    return withSent(request, async (sent) => {
      const kept = await bringIn(app.db, app.evidence, { sent, accountId, unitId })
      return request.commitChange(reply, async (tx) => {
        await holdFiles(tx)
        // Cleared away since it was brought in: brought in again, it stays.
        if (kept && !(await app.evidence.store.has(kept.hash)))
          throw new AppError('unavailable', 503, { retryAfter: 1 })
        const claimed = await claimSheet(tx, app.db, { unit, period, actor, now })
        const { sheet, using, at, today } = claimed
        const { added, isNew } = await attachSent(tx, { sent, kept, claimed, receipt: { unitId, at, accountId } })
        const subject = { kind: 'assessment', key: `${sheet.unit.uid}/${period}/${sheet.revision}` }
        const event = { action: 'evidence.attached', subject, new: describeLink(added) }
        return { status: isNew ? 201 : 200, body: presentAttached(added, today), event: isNew ? event : [], using }
      })
    })
  })

  app.delete('/:link', detachRoute, async (request, reply) => {
    const { unit, period, link } = request.params
    const actor = requireActor(request)
    requireOwn(await getPlace(app.db, unit, period), actor)
    const version = readIfMatch(request)
    return request.commitChange(reply, async (tx) => {
      const { sheet, sheetId, using } = await claimSheet(tx, app.db, { unit, period, actor, now })
      const attached = (await listAttached(tx, sheetId)).find((each) => each.link === link)
      if (!attached) throw notFound('evidence_link_not_found')
      if (attached.version !== version) throw new AppError('stale_version', 412)
      await detach(tx, sheetId, link)
      const subject = { kind: 'assessment', key: `${sheet.unit.uid}/${period}/${sheet.revision}` }
      const event = { action: 'evidence.detached', subject, old: describeLink(attached) }
      return { status: 204, body: null, event, using }
    })
  })
}

async function getPlace(db: Database, unit: string, period: string): Promise<SheetPlace> {
  const place = await findPlace(db, unit, period)
  if (!place) throw notFound('unit_not_found')
  return place
}

/** @throws AppError 404 when the sheet is out of sight, 403 when it is not the actor's to fill. */
function requireOwn(place: SheetPlace, actor: Actor): SheetPlace {
  const status = place.sheets.at(-1)?.status ?? 'notStarted'
  if (!canSee(actor, { ...place, status })) throw notFound('assessment_not_found')
  if (!canEdit(actor, { ...place, status })) throw forbidden()
  return place
}

/**
 * The revision asked for, else the latest, else the number of record where the latest is out of sight, as the sheet
 * itself is read.
 *
 * @returns undefined when nobody has begun.
 * @throws AppError 404 when there is none to be seen.
 */
function pickSheet(place: SheetPlace, actor: Actor, revision: number | undefined): number | undefined {
  const isSeen = (status: Parameters<typeof canSee>[1]['status']) => canSee(actor, { ...place, status })
  const latest = place.sheets.at(-1)
  const asked = revision ?? (latest && !isSeen(latest.status) ? place.officialRevision : null)
  const picked = asked === null ? latest : place.sheets.find((sheet) => sheet.revision === asked)
  if (revision !== undefined && !picked) throw notFound('revision_not_found')
  if (!isSeen(picked?.status ?? 'notStarted')) throw notFound('assessment_not_found')
  return picked?.id
}

interface Attaching {
  sent: Sent
  kept: KeptFile | undefined
  claimed: ClaimedSheet
  receipt: Receipt
}

async function attachSent(
  tx: Database,
  { sent, kept, claimed: { set, sheetId }, receipt }: Attaching,
): Promise<{ added: FoundAttachment; isNew: boolean }> {
  const place = placeIn(set, sent.fields)
  const evidenceId = await findOrSave(tx, sent, kept, receipt)
  if (sent.upload !== undefined) await removeUpload(tx, sent.upload, receipt.accountId)
  const link = await attach(tx, { sheetId, evidenceId, ...place }, receipt)
  const attached = await listAttached(tx, sheetId)
  const isThere = (each: FoundAttachment) =>
    each.id === evidenceId && each.criterion === place.criterion && each.measure === (sent.fields.measure ?? null)
  const added = attached.find((each) => (link === undefined ? isThere(each) : each.link === link))
  if (!added) throw new Error('What was attached is not there')
  return { added, isNew: link !== undefined }
}

/** The document that is meant; what is newly said of one that the commune has makes another on the same file. */
async function findOrSave(tx: Database, sent: Sent, kept: KeptFile | undefined, receipt: Receipt): Promise<string> {
  const { issuedOn, number, issuer, validFrom, validTo } = sent.fields
  const said = checkSaid({ issuedOn, number, issuer, validFrom, validTo })
  if (sent.evidence !== undefined) {
    const own = await findOwn(tx, receipt.unitId, sent.evidence)
    if (Object.values(said).every((word) => word === undefined)) return own.id
    return saveEvidence(tx, { fileId: own.fileId, name: own.name, said: { ...own, ...leaveOut(said) } }, receipt)
  }
  if (!kept) throw unprocessable('upload_not_found')
  return saveEvidence(tx, { fileId: await saveFile(tx, kept, receipt), name: kept.name, said }, receipt)
}

function leaveOut<T extends object>(said: T): Partial<T> {
  return Object.fromEntries(Object.entries(said).filter(([, word]) => word !== undefined)) as Partial<T>
}

function describeLink({ id, name, hash, measure, criterion }: FoundAttachment) {
  return { evidence: id, name, sha256: hash, measure, criterion }
}
