import type { FastifyReply, FastifyRequest } from 'fastify'
import type { QueryConfig } from 'pg'
import type { AuditEvent } from '../../db/audit-log.js'
import type { Database } from '../../db/client.js'
import type { Catalogue } from '../criteria/queries.js'
import type { Writing } from './change-values.js'
import type { FoundSheet } from './find-sheet.js'
import type { grantsFor } from './policy.js'
import type { Viewer } from './present.js'

export interface VisibleSheet {
  sheet: FoundSheet
  set: Catalogue
  viewer: Viewer
}

export interface ClaimedSheet extends VisibleSheet {
  tx: Database
  writing: Writing
  /** @throws AppError 412 unless the caller has read the sheet as it stands. */
  checkVersion: () => void
}

/** What an act on a sheet comes to. */
export interface SheetAct {
  /** None where nothing came of it. */
  event: AuditEvent | readonly AuditEvent[]
  /** The sheet as it stands when that is known without reading it again. */
  changed?: FoundSheet
  /** Statements that go out with the commit; only where `changed` is known. */
  writes?: readonly QueryConfig[]
}

export type SheetActKind = Parameters<typeof grantsFor>[2]

/** Which sheet, and what is to be done with it. */
export interface SheetPlace {
  unit: string
  period: string
  kind: SheetActKind
}

/** The one way to a sheet for all routes that are about one: whoever may not see it does not get in. */
export interface SheetDoor {
  readSheet: (
    request: FastifyRequest,
    place: { unit: string; period: string; revision?: number },
  ) => Promise<VisibleSheet>
  /** One change of one sheet: `work` has it under its lock, once the caller may know of it. */
  changeSheet: <Body>(
    request: FastifyRequest,
    answer: FastifyReply,
    place: SheetPlace,
    work: (claimed: ClaimedSheet) => Promise<SheetAct>,
    present: (changed: VisibleSheet & { tx: Database }) => Body | Promise<Body>,
  ) => Promise<Body>
}
