import type { MediaType } from '@ntm/shared/evidence/file-kinds'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { runNamed, type Database } from '../../db/client.js'

/** A commune in a month, with as much of its sheets as decides who sees what is attached. */
export interface SheetPlace {
  unitId: number
  parentId: number
  path: number[]
  authorIds: number[]
  /** By revision; empty when nobody has begun. */
  sheets: { id: number; revision: number; status: AssessmentStatus }[]
  officialRevision: number | null
}

const FIND_PLACE = {
  name: 'find-evidence-place',
  text: `
    select u.id "unitId", u.parent_id "parentId", string_to_array(u.path::text, '.')::int[] path, '{}'::int[] "authorIds",
      coalesce((select json_agg(json_build_object('id', s.id, 'revision', s.revision, 'status', s.status)
        order by s.revision) from sheets s where s.unit_id = u.id and s.period = $2), '[]') sheets,
      (select revision from monthly_results r where r.period = $2 and r.basis = 'official' and r.unit_id = u.id)
        "officialRevision"
    from units u where u.code = $1 and u.kind = 'commune' and u.valid @> $3::date and u.in_programme`,
}

/** Undefined when no commune of the programme held the code on the month's last day. */
export async function findPlace(db: Database, code: string, period: string): Promise<SheetPlace | undefined> {
  const [place] = await runNamed<SheetPlace>(db, FIND_PLACE, [code, period, lastDayOf(period)])
  return place
}

export interface FoundEvidence {
  id: string
  name: string
  mediaType: MediaType
  bytes: number
  hash: string
  hasThumbnail: boolean
  issuedOn: string | null
  number: string | null
  issuer: string | null
  validFrom: string | null
  validTo: string | null
  receivedAt: Date
  receivedBy: string | null
  fault: 'missing' | 'altered' | null
  version: number
  periods: string[]
  uses: number
}

const EVIDENCE = `e.id, e.name, f.media_type "mediaType", f.bytes, encode(f.hash, 'hex') hash,
  f.thumbnail is not null "hasThumbnail", e.issued_on "issuedOn", e.number, e.issuer, e.valid_from "validFrom",
  e.valid_to "validTo", e.received_at "receivedAt", a.display_name "receivedBy", f.fault, e.version,
  array(select distinct s.period::text from evidence_links o join sheets s on s.id = o.sheet_id
    where o.evidence_id = e.id order by 1 desc) periods,
  (select count(*)::int from evidence_links o where o.evidence_id = e.id) uses`
const FROM_EVIDENCE = `evidence e join evidence_files f on f.id = e.file_id left join accounts a on a.id = e.received_by`

export interface FoundAttachment extends FoundEvidence {
  link: number
  measure: string | null
  criterion: number | null
}

const LIST_ATTACHED = {
  name: 'list-attached-evidence',
  text: `
    select l.id link, m.key measure, l.criterion, ${EVIDENCE}
    from evidence_links l join evidence e on e.id = l.evidence_id join evidence_files f on f.id = e.file_id
    left join accounts a on a.id = e.received_by left join measures m on m.id = l.measure_id
    where l.sheet_id = $1 order by l.id`,
}

/** In the order in which it was attached. */
export function listAttached(db: Database, sheetId: number): Promise<FoundAttachment[]> {
  return runNamed<FoundAttachment>(db, LIST_ATTACHED, [sheetId])
}

const LIST_OF_UNIT = {
  name: 'list-evidence-of-unit',
  text: `
    select ${EVIDENCE} from ${FROM_EVIDENCE}
    where e.unit_id = $1 and ($2::timestamptz is null or (e.received_at, e.id) < ($2, $3::uuid))
      and ($4::date is null or e.valid_to between $4 and $5::date and exists (
        select from evidence_links l join sheets s on s.id = l.sheet_id
        where l.evidence_id = e.id and s.period >= $7))
    order by e.received_at desc, e.id desc limit $6`,
}

export interface EvidenceFilter {
  unitId: number
  /** The last one of the page before. */
  after: { at: Date; id: string } | undefined
  /** Only what ends between these days and is attached to sheets from this month on. */
  ending: { from: string; to: string; since: string } | undefined
  limit: number
}

/** Latest received first; one more than asked for when a page follows. */
export function listOfUnit(db: Database, { unitId, after, ending, limit }: EvidenceFilter): Promise<FoundEvidence[]> {
  const place = [unitId, after?.at ?? null, after?.id ?? null, ending?.from ?? null, ending?.to ?? null]
  return runNamed<FoundEvidence>(db, LIST_OF_UNIT, [...place, limit + 1, ending?.since ?? null])
}

export interface EvidenceSight {
  fileId: number
  unitId: number
  parentId: number
  path: number[]
  /** States of the sheets that it is attached to. */
  statuses: AssessmentStatus[]
}

const FIND_EVIDENCE = {
  name: 'find-evidence',
  text: `
    select ${EVIDENCE}, e.file_id "fileId", e.unit_id "unitId", u.parent_id "parentId", string_to_array(u.path::text, '.')::int[] path,
      array(select distinct s.status from evidence_links o join sheets s on s.id = o.sheet_id
        where o.evidence_id = e.id) statuses
    from ${FROM_EVIDENCE} join units u on u.id = e.unit_id where e.id = $1`,
}

export async function findEvidence(db: Database, id: string): Promise<(FoundEvidence & EvidenceSight) | undefined> {
  const [found] = await runNamed<FoundEvidence & EvidenceSight>(db, FIND_EVIDENCE, [id])
  return found
}

const HOLD_USES = {
  name: 'hold-uses-of-evidence',
  text: `select s.id from evidence_links l join sheets s on s.id = l.sheet_id where l.evidence_id = $1
    order by s.id for share of s`,
}

/** Lets no sheet that it is attached to be sent or decided on until the transaction ends. */
export async function holdUses(tx: Database, id: string): Promise<void> {
  await runNamed(tx, HOLD_USES, [id])
}

const FIND_THUMBNAIL = {
  name: 'find-evidence-thumbnail',
  text: 'select f.thumbnail from evidence e join evidence_files f on f.id = e.file_id where e.id = $1',
}

export async function findThumbnail(db: Database, id: string): Promise<Buffer | null> {
  const [found] = await runNamed<{ thumbnail: Buffer | null }>(db, FIND_THUMBNAIL, [id])
  return found?.thumbnail ?? null
}

export interface KnownFile {
  id: number
  hash: string
  mediaType: MediaType
  fault: 'missing' | 'altered' | null
}

const FIND_FILE = {
  name: 'find-evidence-file',
  text: `select id, encode(hash, 'hex') hash, media_type "mediaType", fault from evidence_files
    where unit_id = $1 and source_hash = decode($2, 'hex')`,
}

/** What the commune has sent before with the same bytes. */
export async function findFile(db: Database, unitId: number, sourceHash: string): Promise<KnownFile | undefined> {
  const [file] = await runNamed<KnownFile>(db, FIND_FILE, [unitId, sourceHash])
  return file
}
