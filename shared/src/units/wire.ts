import { Type, type Static } from 'typebox'
import { ClosedObject, DayText, Nullable, OneOf, PageOf } from '../wire/parts.js'

export const UNIT_KINDS = ['province', 'district', 'commune', 'village'] as const

/** Enough of a unit to name it and link to it. */
export const UnitRef = Type.Object({
  uid: Type.String(),
  code: Type.String(),
  kind: OneOf(UNIT_KINDS),
  type: Type.String(),
  name: Type.String(),
  fullName: Type.String(),
})
export type UnitRef = Static<typeof UnitRef>

/** Official who answers for the unit's results on the day asked for; null until one is named. */
const Accountable = Nullable(Type.Object({ name: Type.String(), title: Type.String() }))

const UnitLink = Type.Object({
  uid: Type.String(),
  code: Type.String(),
  fullName: Type.String(),
  on: Type.String(),
  basis: Type.String(),
})

export const UnitView = Type.Object({
  uid: Type.String(),
  code: Type.String(),
  kind: OneOf(UNIT_KINDS),
  type: Type.String(),
  name: Type.String(),
  fullName: Type.String(),
  aliases: Type.Array(Type.String()),
  parentCode: Nullable(Type.String()),
  validFrom: Nullable(Type.String()),
  validTo: Nullable(Type.String()),
  inProgramme: Type.Boolean(),
  centroid: Nullable(Type.Object({ lat: Type.Number(), lon: Type.Number(), quality: Type.String() })),
  accountable: Accountable,
  successors: Type.Array(UnitLink),
  predecessors: Type.Array(UnitLink),
  /** From the province down to the parent. */
  ancestors: Type.Array(UnitRef),
})
export type UnitView = Static<typeof UnitView>

export const UnitPage = PageOf(
  Type.Object({
    uid: Type.String(),
    code: Type.String(),
    kind: OneOf(UNIT_KINDS),
    type: Type.String(),
    name: Type.String(),
    fullName: Type.String(),
    parentCode: Nullable(Type.String()),
    validFrom: Nullable(Type.String()),
    validTo: Nullable(Type.String()),
    inProgramme: Type.Boolean(),
    accountable: Accountable,
  }),
)
export type UnitPage = Static<typeof UnitPage>

export const AgencyList = Type.Object({
  data: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})
export type AgencyList = Static<typeof AgencyList>

/** Filled text that is not blank. */
const NameText = (maxLength: number) => Type.String({ minLength: 1, maxLength, format: 'plain-text', pattern: '\\S' })

/** Who answers for the unit's results from a day on; a day on which somebody began already corrects that entry. */
export const AccountableRequest = Type.Object(
  { name: NameText(100), title: NameText(200), from: DayText },
  ClosedObject,
)
export type AccountableRequest = Static<typeof AccountableRequest>

export const AccountableView = Type.Object({
  unit: UnitRef,
  current: Accountable,
  /** In the order of their terms; both days included, null: without beginning or end. */
  officials: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      from: Nullable(Type.String()),
      to: Nullable(Type.String()),
    }),
  ),
})
export type AccountableView = Static<typeof AccountableView>
