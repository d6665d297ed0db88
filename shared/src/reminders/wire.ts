import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, Nullable, OneOf, PageOf, PlainText } from '../wire/parts.js'
import { NOTICE_KINDS } from './list-notices.js'

export const NoticeView = Type.Object({
  id: Type.Integer(),
  kind: OneOf(NOTICE_KINDS),
  /** What it is about: a commune, or for a department the unit right above the communes. */
  unit: UnitRef,
  /** The unit right above it; null for the province. */
  parent: Nullable(UnitRef),
  period: Type.String(),
  saidOn: Type.String(),
  /** Days after the day on which it was to be said: the service had stopped. */
  daysLate: Type.Integer(),
  /** Last day for what is asked. */
  deadline: Nullable(Type.String()),
  /** What waits for a department; null in every other notice. */
  communes: Nullable(Type.Integer()),
  indicators: Nullable(Type.Integer()),
  isRead: Type.Boolean(),
})
export type NoticeView = Static<typeof NoticeView>

/** What the reader's offices are told of and what still holds, unread first, then the latest first. */
export const NoticePage = PageOf(NoticeView)
export type NoticePage = Static<typeof NoticePage>

export const UnreadNotices = Type.Object({ unread: Type.Integer() })
export type UnreadNotices = Static<typeof UnreadNotices>

/** Everything up to this notice, which the reader has seen: what came in meanwhile stays unread. */
export const ReadingRequest = Type.Object(
  { upTo: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) },
  ClosedObject,
)

/** Where the one who asks gets the daily digest by mail; null: nowhere. */
export const MailChoice = Type.Object({ address: Nullable(PlainText(254)), wantsDigest: Type.Boolean() }, ClosedObject)
export type MailChoice = Static<typeof MailChoice>

export const MailView = Type.Object({
  address: Nullable(Type.String()),
  wantsDigest: Type.Boolean(),
  /** Whether this installation sends mail at all. */
  isSent: Type.Boolean(),
})
export type MailView = Static<typeof MailView>
