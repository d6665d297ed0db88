import { Type, type Static } from 'typebox'
import { ROLES } from '../access/roles.js'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, InstantText, Nullable, OneOf, PageOf, PlainText, UnitCode } from '../wire/parts.js'

/** As it is typed to sign in; also the address of the account. Never changed: the audit trail knows people by it. */
export const Username = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{0,99}$',
  description: 'Tên đăng nhập: chữ thường không dấu, số, dấu chấm, gạch',
})

export const AgencyCode = Type.String({ pattern: '^[a-z0-9]{1,40}$', description: 'Mã sở, ban, ngành' })

export const GRANT_STATES = ['upcoming', 'current', 'ended'] as const

/** A role as an account holds it: for what, and on which days (both included; null: without beginning or end). */
export const RoleGrantView = Type.Object({
  role: OneOf(ROLES),
  unit: Nullable(UnitRef),
  agency: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  from: Nullable(Type.String()),
  to: Nullable(Type.String()),
  state: OneOf(GRANT_STATES),
})
export type RoleGrantView = Static<typeof RoleGrantView>

export const AccountRecord = Type.Object({
  username: Type.String(),
  displayName: Type.String(),
  createdAt: InstantText,
  disabledAt: Nullable(InstantText),
  /** Latest use that the service remembers (two weeks); null when there was none. */
  lastUsedAt: Nullable(InstantText),
  /** While a one-time password waits to be changed: until when it can be used. */
  oneTimePasswordUntil: Nullable(InstantText),
  hasSecondFactor: Type.Boolean(),
  /** In the order in which they were given, ended ones included. */
  roles: Type.Array(RoleGrantView),
})
export type AccountRecord = Static<typeof AccountRecord>

export const AccountPage = PageOf(AccountRecord)
export type AccountPage = Static<typeof AccountPage>

/** A unit by its code on the day the role begins, or an agency; `administrator` is held for neither. */
export const RoleGrantRequest = Type.Object(
  {
    role: OneOf(ROLES),
    unit: Type.Optional(Nullable(UnitCode)),
    agency: Type.Optional(Nullable(AgencyCode)),
    /** Absent: from today. */
    from: Type.Optional(Nullable(DayText)),
    /** Last day; absent: without end. */
    to: Type.Optional(Nullable(DayText)),
  },
  ClosedObject,
)
export type RoleGrantRequest = Static<typeof RoleGrantRequest>

const Roles = Type.Array(RoleGrantRequest, { maxItems: 20 })
const Reason = PlainText(500, 1)
const DisplayName = PlainText(200, 1)

export const NewAccount = Type.Object({ username: Username, displayName: DisplayName, roles: Roles }, ClosedObject)
export type NewAccount = Static<typeof NewAccount>

export const AccountPatch = Type.Object({ displayName: DisplayName }, ClosedObject)
export type AccountPatch = Static<typeof AccountPatch>

export const ACCOUNT_ACTIONS = ['disable', 'enable'] as const

export const AccountTransition = Type.Object({ action: OneOf(ACCOUNT_ACTIONS), reason: Reason }, ClosedObject)
export type AccountTransition = Static<typeof AccountTransition>

/**
 * The roles held from today on. One that is not named ends today; one that has ended already stays as history and
 * need not be named.
 */
export const RoleChange = Type.Object({ roles: Roles, reason: Type.Optional(Reason) }, ClosedObject)
export type RoleChange = Static<typeof RoleChange>

/** The password is in this one answer and nowhere else; null when the same request is answered once more. */
export const OneTimePassword = Type.Object({
  account: AccountRecord,
  oneTimePassword: Nullable(Type.String()),
})
export type OneTimePassword = Static<typeof OneTimePassword>
