import { Type, type Static } from 'typebox'
import { ClosedObject, DayText, InstantText, Nullable, NullableOneOf, PageOf, PlainText } from '../wire/parts.js'
import { LAPSES } from './lapse.js'

/** What a person says of a document. */
const said = {
  issuedOn: Type.Optional(Nullable(DayText)),
  number: Type.Optional(Nullable(PlainText(100))),
  issuer: Type.Optional(Nullable(PlainText(200))),
  validFrom: Type.Optional(Nullable(DayText)),
  validTo: Type.Optional(Nullable(DayText)),
}
const place = {
  measure: Type.Optional(Type.String({ maxLength: 20 })),
  criterion: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
}
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

/** Attaches a file that was uploaded in pieces (`upload`), or a document that the commune has (`evidence`). */
export const AttachRequest = Type.Object(
  { upload: Type.Optional(Uuid), evidence: Type.Optional(Uuid), ...place, ...said },
  ClosedObject,
)
export type AttachRequest = Static<typeof AttachRequest>

/** The fields beside the file of a form. */
export const AttachFields = Type.Object({ ...place, ...said }, ClosedObject)
export type AttachFields = Static<typeof AttachFields>

export const DescribeRequest = Type.Object({ name: Type.Optional(PlainText(200, 1)), ...said }, ClosedObject)
export type DescribeRequest = Static<typeof DescribeRequest>

/** A document of a commune (minh chứng) with the file it is on. */
export const EvidenceView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  /** Of the bytes that are given back. */
  sha256: Type.String(),
  hasThumbnail: Type.Boolean(),
  issuedOn: Nullable(Type.String()),
  number: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  validFrom: Nullable(Type.String()),
  validTo: Nullable(Type.String()),
  /** About to lapse within 30 days, or lapsed; null while it is good. */
  lapse: NullableOneOf(LAPSES),
  /** When the service took it in; nobody can change that. */
  receivedAt: InstantText,
  receivedBy: Nullable(Type.String()),
  /** What the nightly check found of its file. */
  fault: NullableOneOf(['missing', 'altered']),
  /** What has to be named to change what is said of it. */
  version: Type.Integer(),
  /** Months, latest first, and how often it is attached in all. */
  periods: Type.Array(Type.String()),
  uses: Type.Integer(),
})
export type EvidenceView = Static<typeof EvidenceView>

/** A document where it is attached: to one measure, or to a criterion as a whole. */
export const AttachedEvidence = Type.Object({
  link: Type.Integer(),
  measure: Nullable(Type.String()),
  criterion: Nullable(Type.Integer()),
  ...EvidenceView.properties,
})
export type AttachedEvidence = Static<typeof AttachedEvidence>

/** Everything attached to one sheet. */
export const SheetEvidence = Type.Object({
  data: Type.Array(AttachedEvidence),
  /** Bytes that a file may have. */
  bytesAtMost: Type.Integer(),
})
export type SheetEvidence = Static<typeof SheetEvidence>

export const EvidencePage = PageOf(EvidenceView)
export type EvidencePage = Static<typeof EvidencePage>

/** How far a file is on its way. */
export const UploadView = Type.Object({
  id: Type.String(),
  length: Type.Integer(),
  /** Bytes that have arrived; the next piece begins here. */
  offset: Type.Integer(),
})
export type UploadView = Static<typeof UploadView>
