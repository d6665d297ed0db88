import type { AssessmentStatus } from '@ntm/shared/assessments/status'
import { lastDayOf } from '@ntm/shared/periods/period'
import type { UnitRef } from '@ntm/shared/units/wire'
import { runNamed, type Database } from '../../db/client.js'
import { refColumns } from '../units/queries.js'

/** Which sheets an actor sees before they are approved: those below these units, or (an agency) all. */
export interface Sight {
  everywhere: boolean
  unitIds: readonly number[]
}

export interface SheetFilter {
  period: string
  /** Communes below this unit, or the commune itself. */
  unitId: number
  status: AssessmentStatus | undefined
  sight: Sight
  /** Code of the last commune of the page before. */
  after: string | undefined
  limit: number
}

export interface ListedSheet {
  unit: UnitRef
  parent: UnitRef
  status: AssessmentStatus
  revision: number
  version: number
  answered: number
  met: number
  firstSubmittedAt: Date | null
  submittedAt: Date | null
  updatedAt: Date | null
  returned: number
}

/**
 * SQL: whether the verdict `v` of an earlier month is a rejection that nothing later, up to `period`, has lifted.
 *
 * Of one month the latest revision speaks, to which each one copies what was said of the one before.
 */
export const standsIn = (period: string): string => `(v.verdict = 'rejected' and v.period < ${period} and not exists (
  select from verifications later where later.unit_id = v.unit_id and later.indicator = v.indicator
    and (later.period > v.period and later.period <= ${period}
      or later.period = v.period and later.sheet_id > v.sheet_id)))`

const LIST_SHEETS = {
  name: 'list-sheets',
  text: `
    select ${refColumns('u')} unit, ${refColumns('parent')} parent, coalesce(s.status, 'notStarted') status,
      coalesce(s.revision, 1) revision, coalesce(s.version, 0) "version", coalesce(s.answered, 0) answered,
      bit_count(coalesce(s.met_mask, 0)::bit(32))::int met,
      s.first_submitted_at "firstSubmittedAt", s.submitted_at "submittedAt", s.updated_at "updatedAt",
      case when s.status = 'returned' then (
        select count(*)::int from sheet_returns r where r.sheet_id = s.id and r.submission = s.submissions
      ) else 0 end returned
    from units u
    join units parent on parent.id = u.parent_id
    left join lateral (
      -- Whoever may not see a correction under way still sees the number of record that it corrects.
      select * from sheets
      where unit_id = u.id and period = $1 and ($5 or status in ('approved', 'consolidated')
        or string_to_array(u.path::text, '.')::int[] && $6::int[])
      order by revision desc limit 1
    ) s on true
    where u.kind = 'commune' and u.in_programme and u.valid @> $2::date
      and u.path <@ (select path from units where id = $3)
      and ($4::text is null or coalesce(s.status, 'notStarted') = $4)
      and ($5 or s.status in ('approved', 'consolidated') or string_to_array(u.path::text, '.')::int[] && $6::int[])
      and ($7::text is null or u.code > $7)
    order by u.code limit $8`,
}

/** Sheets of a month in commune order, one more than asked for when a page follows. */
export async function listSheets(db: Database, filter: SheetFilter): Promise<ListedSheet[]> {
  return runNamed<ListedSheet>(db, LIST_SHEETS, [
    filter.period,
    lastDayOf(filter.period),
    filter.unitId,
    filter.status ?? null,
    filter.sight.everywhere,
    filter.sight.unitIds,
    filter.after ?? null,
    filter.limit + 1,
  ])
}

/** One audit row about a sheet. */
export interface SheetEvent {
  no: number
  at: Date
  by: string
  actingFor: string | null
  action: string
  revision: number
  old: unknown
  new: unknown
  reason: string | null
}

const LIST_EVENTS = {
  name: 'list-sheet-events',
  text: `
    select e.id "no", e.field_at "at", e.actor_name "by", f.display_name "actingFor", e.action,
      split_part(e.subject_key, '/', 3)::int revision, e.old, e.new, e.reason
    from audit_events e left join accounts f on f.id = e.acting_for
    where e.subject_kind = 'assessment' and e.subject_key = any($1)
      and ($2::text[] is null or e.action = any($2)) and ($3::bigint is null or e.id < $3)
    order by e.id desc limit $4`,
}

export interface EventFilter {
  uid: string
  period: string
  /** The latest revision to tell of; those before it are told of too. */
  revision: number
  /** Null: every action. */
  actions: readonly string[] | null
  /** Number of the last event of the page before. */
  before: number | null
  limit: number
}

/** The story of a sheet through its revisions, latest first; one event more than asked for when a page follows. */
export async function listSheetEvents(db: Database, filter: EventFilter): Promise<SheetEvent[]> {
  const { uid, period, revision, actions, before, limit } = filter
  const keys = Array.from({ length: revision }, (_, index) => `${uid}/${period}/${index + 1}`)
  return runNamed<SheetEvent>(db, LIST_EVENTS, [keys, actions, before, limit + 1])
}
