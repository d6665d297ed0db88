import { Type, type Static } from 'typebox'
import { CHANGE_KINDS } from './kinds.js'

/** That something changed, and where; never what to: whoever wants to know asks for it, and may be refused. */
export const ChangeView = Type.Object({
  kind: Type.Enum(CHANGE_KINDS),
  /** Codes from the province down to the unit that it is about; empty where it is about none or about many. */
  units: Type.Array(Type.String()),
  period: Type.Union([Type.String(), Type.Null()]),
  /** Whether figures or progress that everybody may see have changed, and not only work under way. */
  isPublic: Type.Boolean(),
  /** For whoever sees the work on a sheet: its ETag by now, so that its own writer need not ask. */
  version: Type.Union([Type.Integer(), Type.Null()]),
})
export type ChangeView = Static<typeof ChangeView>

/** Data of the event `changes`. */
export const ChangeBatch = Type.Object({
  changes: Type.Array(ChangeView),
  /** Milliseconds over which pages spread their questions, so that they do not all ask at once. */
  spreadMs: Type.Integer(),
})
export type ChangeBatch = Static<typeof ChangeBatch>
