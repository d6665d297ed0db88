import { Type, type Static } from 'typebox'
import { CRITERION_RESULTS, MEASURE_RESULTS } from '../criteria/wire.js'
import { Nullable, NullableOneOf, OneOf } from '../wire/parts.js'
import { MeasureValue } from './wire.js'

const WordChange = Type.Object({
  /** Null for words about a criterion. */
  measure: Nullable(Type.String()),
  criterion: Type.Integer(),
  field: OneOf(['note', 'obstacle', 'remedy', 'remedyDueOn', 'explanation']),
  before: Nullable(Type.String()),
  after: Nullable(Type.String()),
})

/** What differs between the sheet now and an earlier state of it. */
export const ChangesView = Type.Object({
  since: OneOf(['lastSubmission', 'lastMonth']),
  values: Type.Array(
    Type.Object({
      measure: Type.String(),
      before: MeasureValue,
      after: MeasureValue,
      resultBefore: NullableOneOf(MEASURE_RESULTS),
      resultAfter: OneOf(MEASURE_RESULTS),
    }),
  ),
  criteria: Type.Array(
    Type.Object({
      number: Type.Integer(),
      before: NullableOneOf(CRITERION_RESULTS),
      after: OneOf(CRITERION_RESULTS),
    }),
  ),
  /** Notes of measures and words about criteria that are others than they were. */
  words: Type.Array(WordChange),
  /** What the earlier submission was sent back for; empty where it was not, and since last month. */
  returned: Type.Array(Type.Object({ indicator: Type.String(), reason: Type.String() })),
})
export type ChangesView = Static<typeof ChangesView>
