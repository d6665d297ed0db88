import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../db/client.js'
import type { Catalogue } from '../features/criteria/queries.js'
import type { EvidenceStore } from '../files/evidence-store.js'
import { communeUsername } from './demo-accounts.js'
import type { DemoDocument } from './evidence-files.js'
import { getPerson, type People } from './load-people.js'
import type { StoredSheet } from './load-sheets.js'

/** Xã Đắk Mar, whose sheet the tour begins with. */
const COMMUNE = '23512'

/** Attaches the documents to the commune's sheets, which are still drafts. */
export async function loadEvidence(
  tx: Database,
  stored: readonly StoredSheet[],
  { documents, set, people }: { documents: readonly DemoDocument[]; set: Catalogue; people: People },
): Promise<void> {
  const sheets = stored.filter(({ sheet }) => sheet.commune.uid === COMMUNE)
  const [first] = sheets
  if (!first) return
  const { unitId } = first
  const author = getPerson(people, communeUsername(first.sheet.commune)).id
  for (const { hash, bytes, mediaType, thumbnail, name, said, places } of documents) {
    const at = `${places[0]?.period ?? '2019-07'}-15T08:30:00+07:00`
    const { rows } = await tx.$client.query<{ id: string }>(
      `with file as (
         insert into evidence_files (unit_id, source_hash, hash, bytes, media_type, thumbnail, received_at)
         values ($1, decode($2, 'hex'), decode($2, 'hex'), $3, $4, $5, $6) returning id)
       insert into evidence (unit_id, file_id, name, number, issued_on, issuer, valid_from, valid_to, received_at, received_by)
       select $1, id, $7, $8, $9, $10, $11, $12, $6, $13 from file returning id`,
      [
        ...[unitId, hash, bytes.length, mediaType, thumbnail, at, name],
        ...[said.number, said.issuedOn, said.issuer, said.validFrom, said.validTo, author],
      ],
    )
    for (const { period, measure, criterion } of places) {
      await tx.$client.query(
        `insert into evidence_links (sheet_id, evidence_id, measure_id, criterion, attached_at, attached_by)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          ...[sheets.find(({ sheet }) => sheet.period === period)?.id, rows[0]?.id],
          ...[set.measures.find(({ key }) => key === measure)?.id, criterion, at, author],
        ],
      )
    }
  }
}

/** Puts the files where the service looks for them. */
export async function storeDemoFiles(store: EvidenceStore, documents: readonly DemoDocument[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ntm-demo-'))
  try {
    for (const { hash, bytes } of documents) {
      const path = join(folder, hash)
      await writeFile(path, bytes)
      await store.put(hash, path)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
