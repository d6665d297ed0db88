import { Type, type Static } from 'typebox'
import { CRITERION_RESULTS } from '../criteria/wire.js'
import { VERDICTS } from '../verifications/verdicts.js'
import { InstantText, Nullable, NullableOneOf, OneOf, PageOf } from '../wire/parts.js'
import { MeasureValue } from './wire.js'

const VillageCount = Type.Object({ numerator: Type.Number(), denominator: Type.Number() })

/** One thing that happened to a sheet, as its story tells it. */
export const HistoryEntry = Type.Object({
  no: Type.Integer(),
  at: InstantText,
  by: Type.String(),
  /** Whose role was used (ký thay); null for one's own. */
  actingFor: Nullable(Type.String()),
  action: Type.String(),
  revision: Type.Integer(),
  reason: Nullable(Type.String()),
  receipt: Nullable(Type.String()),
  /** Answers that changed. */
  values: Type.Array(
    Type.Object({
      measure: Type.String(),
      before: MeasureValue,
      after: MeasureValue,
      numerator: Nullable(Type.Number()),
      denominator: Nullable(Type.Number()),
      notApplicable: Type.Boolean(),
      noteBefore: Nullable(Type.String()),
      noteAfter: Nullable(Type.String()),
    }),
  ),
  /** Figures of villages that changed; null: none, before or after. */
  villages: Type.Array(
    Type.Object({
      measure: Type.String(),
      village: Type.String(),
      before: Nullable(VillageCount),
      after: Nullable(VillageCount),
    }),
  ),
  /** Words about a criterion that changed. */
  words: Type.Array(
    Type.Object({
      criterion: Type.Integer(),
      field: OneOf(['obstacle', 'remedy', 'remedyDueOn', 'explanation']),
      before: Nullable(Type.String()),
      after: Nullable(Type.String()),
    }),
  ),
  /** Indicators named with a reason: sent back, confirmed or rejected. */
  indicators: Type.Array(Type.Object({ indicator: Type.String(), reason: Nullable(Type.String()) })),
  overrules: Type.Array(
    Type.Object({ criterion: Type.Integer(), result: OneOf(CRITERION_RESULTS), reason: Type.String() }),
  ),
  /** What a department said; null for every other act. */
  verdict: NullableOneOf(VERDICTS),
  /** A document that was attached or removed; null for every other act. */
  evidence: Nullable(
    Type.Object({ name: Type.String(), measure: Nullable(Type.String()), criterion: Nullable(Type.Integer()) }),
  ),
  /** Last day of edits that a re-opening gave. */
  expiresOn: Nullable(Type.String()),
})
export type HistoryEntry = Static<typeof HistoryEntry>

export const HistoryPage = PageOf(HistoryEntry)
export type HistoryPage = Static<typeof HistoryPage>
