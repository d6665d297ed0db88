import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, Nullable, OneOf } from '../wire/parts.js'

export const VILLAGE_TYPES = ['thôn', 'làng'] as const

/** With a digit or a Latin letter in it, as every name in Vietnamese has: what nobody sees is no name. */
const FilledText = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, format: 'plain-text', pattern: '[0-9A-Za-z\\u00C0-\\u024F\\u1EA0-\\u1EF9]' })

/** Households as counted on a day; the count holds until the next one. */
const HouseholdCount = Type.Object(
  { households: Type.Integer({ minimum: 0, maximum: 100_000 }), countedOn: DayText },
  ClosedObject,
)

/** Especially difficult (đặc biệt khó khăn) by a decision; both days included, null: until further notice. */
const Hardship = Type.Object({ decision: FilledText(200), from: DayText, to: Nullable(DayText) }, ClosedObject)

/** Thôn, làng: a unit below a commune, as the commune keeps it. */
export const VillageView = Type.Object({
  uid: Type.String(),
  code: Type.String(),
  type: OneOf(VILLAGE_TYPES),
  name: Type.String(),
  fullName: Type.String(),
  validFrom: Nullable(Type.String()),
  validTo: Nullable(Type.String()),
  /** Decision by which it began, and by which it ended. */
  begunBasis: Nullable(Type.String()),
  endedBasis: Nullable(Type.String()),
  /** Latest first. */
  households: Type.Array(HouseholdCount),
  hardships: Type.Array(Hardship),
  /** Villages that took its place. */
  successors: Type.Array(Type.Object({ code: Type.String(), fullName: Type.String() })),
  predecessors: Type.Array(Type.Object({ code: Type.String(), fullName: Type.String() })),
  /** Figures of it stand in a number of record, so its name is history: another name is another village. */
  isOnRecord: Type.Boolean(),
  /** The ETag. */
  version: Type.Integer(),
})
export type VillageView = Static<typeof VillageView>

export const VillageList = Type.Object({
  commune: UnitRef,
  parent: UnitRef,
  /** In the order of their codes, those that have ended too. */
  villages: Type.Array(VillageView),
  /** What the caller may do. */
  allowed: Type.Object({ manage: Type.Boolean() }),
})
export type VillageList = Static<typeof VillageList>

export const VillageRequest = Type.Object(
  {
    type: OneOf(VILLAGE_TYPES),
    name: FilledText(100),
    /** Null: it was there before anybody noted when. */
    validFrom: Type.Optional(Nullable(DayText)),
    begunBasis: Type.Optional(Nullable(FilledText(200))),
    households: Type.Optional(HouseholdCount),
    hardship: Type.Optional(Hardship),
  },
  ClosedObject,
)
export type VillageRequest = Static<typeof VillageRequest>

/** A count or a hardship of a day that is known already corrects it; of another day it is added. */
export const VillagePatch = Type.Partial(VillageRequest, ClosedObject)
export type VillagePatch = Static<typeof VillagePatch>

export const VillageEnd = Type.Object(
  {
    action: OneOf(['end']),
    lastDay: DayText,
    basis: FilledText(200),
    /** Codes of the villages of the same commune that take its place from the day after. */
    successors: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20 })),
  },
  ClosedObject,
)
export type VillageEnd = Static<typeof VillageEnd>
