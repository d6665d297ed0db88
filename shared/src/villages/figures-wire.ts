import { Type, type Static } from 'typebox'
import { LockView } from '../assessments/wire.js'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { COMPARATORS, MEASURE_RESULTS } from '../criteria/wire.js'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, Nullable, OneOf } from '../wire/parts.js'
import { VILLAGE_RESULTS } from './judge-village.js'
import { VILLAGE_TYPES } from './wire.js'

/** What a commune collects from its villages in a month, and what each of them has come to. */
export const VillageFiguresView = Type.Object({
  unit: UnitRef,
  parent: UnitRef,
  period: Type.String(),
  criteriaSet: Type.String(),
  status: OneOf(ASSESSMENT_STATUSES),
  revision: Type.Integer(),
  lock: Nullable(LockView),
  /** Those valid on the month's last day; of a sheet that takes no more edits, those that it counts. */
  villages: Type.Array(
    Type.Object({
      code: Type.String(),
      type: OneOf(VILLAGE_TYPES),
      name: Type.String(),
      fullName: Type.String(),
      households: Nullable(Type.Integer()),
      /** Especially difficult on the month's last day. */
      isDifficult: Type.Boolean(),
      /** It ended before the month's last day: its figures leave the sum with the next change. */
      hasEnded: Type.Boolean(),
    }),
  ),
  /** The measures that can be collected per village, in order of the set. */
  measures: Type.Array(
    Type.Object({
      measure: Type.String(),
      criterion: Type.Integer(),
      comparator: OneOf(COMPARATORS),
      threshold: Type.Number(),
      /** Whether the sheet's value is the sum of its villages. */
      collected: Type.Boolean(),
      /** The commune's own, as in the sheet. */
      value: Nullable(Type.Number()),
      numerator: Nullable(Type.Number()),
      denominator: Nullable(Type.Number()),
      result: OneOf(MEASURE_RESULTS),
      figures: Type.Array(
        Type.Object({
          village: Type.String(),
          numerator: Type.Number(),
          denominator: Type.Number(),
          result: OneOf(VILLAGE_RESULTS),
        }),
      ),
      /** Codes of the villages that have no figure yet. */
      missing: Type.Array(Type.String()),
    }),
  ),
  allowed: Type.Object({ edit: Type.Boolean() }),
})
export type VillageFiguresView = Static<typeof VillageFiguresView>

export const VillageFiguresPatch = Type.Object(
  {
    measures: Type.Array(
      Type.Object(
        {
          measure: Type.String({ maxLength: 20 }),
          /** True: from now on the value is the sum. False: it stays as it is and is typed again. */
          collected: Type.Optional(Type.Boolean()),
          /** Villages that are not named keep theirs; both null takes a figure away. */
          figures: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  village: Type.String({ maxLength: 20 }),
                  numerator: Nullable(Type.Number()),
                  denominator: Nullable(Type.Number()),
                },
                ClosedObject,
              ),
              { maxItems: 500 },
            ),
          ),
        },
        ClosedObject,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  ClosedObject,
)
export type VillageFiguresPatch = Static<typeof VillageFiguresPatch>
