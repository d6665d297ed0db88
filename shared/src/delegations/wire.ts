import { Type, type Static } from 'typebox'
import { ROLES } from '../access/roles.js'
import { Username } from '../accounts/wire.js'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, InstantText, Nullable, OneOf, PlainText, UnitCode } from '../wire/parts.js'

/** A role of one's own, handed on (ký thay) to another account from a day to a day, both included. */
export const NewDelegation = Type.Object(
  { role: OneOf(ROLES), unit: UnitCode, username: Username, from: DayText, to: DayText, reason: PlainText(500, 1) },
  ClosedObject,
)
export type NewDelegation = Static<typeof NewDelegation>

export const DELEGATION_STATES = ['upcoming', 'current', 'ended'] as const

const Person = Type.Object({ username: Type.String(), displayName: Type.String() })

export const DelegationView = Type.Object({
  id: Type.Integer(),
  role: OneOf(ROLES),
  unit: UnitRef,
  giver: Person,
  receiver: Person,
  from: Type.String(),
  to: Type.String(),
  reason: Type.String(),
  state: OneOf(DELEGATION_STATES),
  /** When it was ended before its last day. */
  endedAt: Nullable(InstantText),
})
export type DelegationView = Static<typeof DelegationView>

/** Given by and to the one who asks, latest first. */
export const DelegationList = Type.Object({ data: Type.Array(DelegationView) })
export type DelegationList = Static<typeof DelegationList>
