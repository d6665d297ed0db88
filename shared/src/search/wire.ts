import { Type, type Static } from 'typebox'
import { ASSESSMENT_STATUSES } from '../assessments/status.js'
import { UnitRef } from '../units/wire.js'
import { Nullable, OneOf } from '../wire/parts.js'

export const SearchView = Type.Object({
  /** Best first. */
  units: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: Nullable(UnitRef),
      /** Other spellings and old names, where it was found by one of them. */
      aliases: Type.Array(Type.String()),
      /** Null: from before all that is known; still in being. */
      validFrom: Nullable(Type.String()),
      validTo: Nullable(Type.String()),
    }),
  ),
  /** Sheets that the caller may open: of the month that was typed, else of the month under way. */
  sheets: Type.Array(
    Type.Object({
      unit: UnitRef,
      parent: Nullable(UnitRef),
      period: Type.String(),
      status: OneOf(ASSESSMENT_STATUSES),
    }),
  ),
})
export type SearchView = Static<typeof SearchView>
