import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { AssessmentSummary } from '../assessments/wire.js'
import { Progress } from '../analysis/wire.js'
import { UnitRef } from '../units/wire.js'
import { InstantText, Nullable, OneOf } from '../wire/parts.js'

/**
 * What is to be done about a sheet. `correctSheet` … `rejectedSheet` are the commune's, `reviewSheet` … `notBegun` its
 * reviewer's; `lockedSheet` was not finished before its month was locked, `lateSheet` is not in though it is past due.
 */
export const WORK_KINDS = [
  'correctSheet',
  'fillSheet',
  'lockedSheet',
  'rejectedSheet',
  'awaitingReview',
  'reviewSheet',
  'lateSheet',
  'notBegun',
] as const

/** One sheet that waits for the caller. */
export const WorkItem = Type.Object({
  kind: OneOf(WORK_KINDS),
  sheet: AssessmentSummary,
  /** To the due day, or to the last day of a sheet that was opened again; negative when past. */
  daysLeft: Type.Integer(),
  /** Last day of a sheet that the province opened again, and why. */
  reopened: Nullable(Type.Object({ until: Type.String(), reason: Type.String() })),
  /** What was sent back and not submitted again, with the reason of each. */
  returns: Type.Array(Type.Object({ indicator: Type.String(), reason: Type.String() })),
  /** What departments say is not so, on this sheet or, until they see a later value, on an earlier one. */
  rejections: Type.Array(
    Type.Object({
      indicator: Type.String(),
      reason: Type.String(),
      agency: Type.String(),
      by: Type.String(),
      at: InstantText,
      period: Type.String(),
      /** Whether the commune has changed the answers since. */
      outdated: Type.Boolean(),
    }),
  ),
})
export type WorkItem = Static<typeof WorkItem>

/** One indicator of a month that waits for its department, across communes. */
export const WaitingIndicator = Type.Object({
  period: Type.String(),
  indicator: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  agency: Type.String(),
  agencyName: Type.String(),
  /** Communes whose figure nobody has looked at. */
  waiting: Type.Integer(),
  /** Communes that have sent another figure since theirs was rejected. */
  changed: Type.Integer(),
  /** When the sheet that has waited longest was sent. */
  oldest: InstantText,
})
export type WaitingIndicator = Static<typeof WaitingIndicator>

/** A month that still wants something of the provincial office. */
export const OpenMonth = Type.Object({
  period: Type.String(),
  dueOn: Type.String(),
  locksOn: Type.String(),
  isLocked: Type.Boolean(),
  isConsolidated: Type.Boolean(),
  communes: Type.Integer(),
  progress: Progress,
  /** Approved sheets that the next consolidation makes the number of record; corrections, once there is one. */
  ready: Type.Integer(),
})
export type OpenMonth = Static<typeof OpenMonth>

const UnitSheet = { unit: UnitRef, parent: UnitRef, period: Type.String(), status: OneOf(ASSESSMENT_STATUSES) }

/** A sheet that is not in though its month is past due. */
export const LateSheet = Type.Object({ ...UnitSheet, daysLate: Type.Integer() })
export type LateSheet = Static<typeof LateSheet>

/** A sheet that the province opened again and that is not the number of record yet. */
export const ReopenedSheet = Type.Object({
  ...UnitSheet,
  revision: Type.Integer(),
  until: Type.String(),
  reason: Type.String(),
  by: Nullable(Type.String()),
})
export type ReopenedSheet = Static<typeof ReopenedSheet>

/** The three questions of a leader: where do we stand, what is at risk; the rest of the work says who is behind. */
export const Standing = Type.Object({
  unit: UnitRef,
  /** The latest number of record; null before there is one. */
  record: Nullable(
    Type.Object({
      period: Type.String(),
      communes: Type.Integer(),
      mean: Nullable(Type.Number()),
      /** Communes with all criteria. */
      full: Type.Integer(),
      /** Of the mean, on December of the year before; null where one of the two is missing. */
      change: Nullable(Type.Number()),
      since: Type.String(),
    }),
  ),
  /** Communes that report a criterion of the month under way as not met which was met the month before. */
  lost: Type.Array(Type.Object({ unit: UnitRef, parent: UnitRef, period: Type.String(), criteria: Type.Integer() })),
  /** Indicators of sheets under way that a department rejects, and in how many communes. */
  rejected: Type.Object({
    indicators: Type.Integer(),
    communes: Type.Integer(),
    /** Where to look first. */
    first: Nullable(Type.Object({ period: Type.String(), agency: Type.String(), indicator: Type.String() })),
  }),
  /** The review that has waited longest. */
  oldestReview: Nullable(Type.Object({ unit: UnitRef, parent: UnitRef, period: Type.String(), days: Type.Integer() })),
})
export type Standing = Static<typeof Standing>

/** What waits for the caller, most urgent first: of the month under way, and of earlier ones that want something. */
export const WorkView = Type.Object({
  today: Type.String(),
  period: Type.String(),
  dueOn: Type.String(),
  locksOn: Type.String(),
  daysToDue: Type.Integer(),
  items: Type.Array(WorkItem),
  /** A department's own; of all departments for whoever stands above the communes. The oldest first. */
  verifications: Type.Array(WaitingIndicator),
  months: Type.Array(OpenMonth),
  late: Type.Array(LateSheet),
  reopened: Type.Array(ReopenedSheet),
  standing: Nullable(Standing),
  /** How far the units under the caller are with the month, a row each; empty for a commune. */
  progress: Type.Array(Type.Object({ unit: UnitRef, communes: Type.Integer(), progress: Progress })),
})
export type WorkView = Static<typeof WorkView>
