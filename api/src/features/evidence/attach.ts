import type { AttachFields } from '@ntm/shared/evidence/wire'
import type { Database } from '../../db/client.js'
import { notFound, unprocessable } from '../../errors.js'
import type { EvidenceFiles } from '../../files/evidence-store.js'
import type { Catalogue } from '../criteria/queries.js'
import { withIncoming } from './incoming-file.js'
import { findEvidence, findFile } from './queries.js'
import type { Sent } from './read-attachment.js'
import { takeIn, type KeptFile } from './take-in.js'
import { findUpload, readUpload } from './uploads.js'
import type { Said } from './write-evidence.js'

/**
 * Brings what was sent into the store, before the transaction that attaches it: a picture takes its time.
 *
 * @returns undefined when there is nothing to bring: a document that the commune has, or an upload that is gone.
 * @throws AppError 422 with the reason when it is nothing that evidence can be.
 */
export async function bringIn(
  db: Database,
  files: EvidenceFiles,
  { sent, accountId, unitId }: { sent: Sent; accountId: number; unitId: number },
): Promise<KeptFile | undefined> {
  if (sent.file) return keep(db, files, unitId, sent.file)
  const upload = sent.upload === undefined ? undefined : await findUpload(db, sent.upload, accountId)
  if (!upload) return undefined
  if (upload.received < upload.length) throw unprocessable('upload_incomplete')
  return withIncoming(readUpload(db, upload), files, (file) => keep(db, files, unitId, { ...file, given: upload.name }))
}

async function keep(
  db: Database,
  { store }: EvidenceFiles,
  unitId: number,
  file: NonNullable<Sent['file']>,
): Promise<KeptFile> {
  // What was lost or altered is written anew over what may still lie there.
  const known = await findFile(db, unitId, file.hash)
  if (known?.fault) await store.remove(known.hash)
  return takeIn(store, file, file.given ?? '')
}

/** @throws AppError 404 unless the commune has this document. */
export async function findOwn(tx: Database, unitId: number, id: string) {
  const found = await findEvidence(tx, id)
  if (found?.unitId !== unitId) throw notFound('evidence_not_found')
  return found
}

/** @throws AppError 422 unless it is one measure or one criterion of the set. */
export function placeIn(set: Catalogue, { measure, criterion }: AttachFields) {
  if ((measure === undefined) === (criterion === undefined)) throw unprocessable('evidence_place_invalid')
  const found = set.measures.find(({ key }) => key === measure)
  const isKnown = measure === undefined ? set.criteria.some(({ number }) => number === criterion) : found !== undefined
  if (!isKnown) throw unprocessable('evidence_place_invalid')
  return { measureId: found?.id ?? null, criterion: criterion ?? null }
}

/** @throws AppError 422 when it ends before it begins. */
export function checkSaid(said: Said): Said {
  if (said.validFrom && said.validTo && said.validTo < said.validFrom) throw unprocessable('evidence_days_invalid')
  return { ...said, number: cleanWords(said.number), issuer: cleanWords(said.issuer) }
}

function cleanWords(text: string | null | undefined): string | null | undefined {
  return text?.normalize('NFC').trim() || (text === undefined ? undefined : null)
}
