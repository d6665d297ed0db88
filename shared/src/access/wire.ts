import { Type, type Static } from 'typebox'
import { ClosedObject, InstantText, Nullable, NullableOneOf, OneOf, PlainText } from '../wire/parts.js'
import { UnitRef } from '../units/wire.js'
import { DUTIES, PERMISSIONS, ROLES } from './roles.js'

export const AccountView = Type.Object({
  username: Type.String(),
  displayName: Type.String(),
  /** Roles with the unit or agency they hold for; a unit's role covers all units below it. */
  roles: Type.Array(
    Type.Object({
      role: OneOf(ROLES),
      unit: Nullable(UnitRef),
      agency: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
    }),
  ),
  permissions: Type.Array(OneOf(PERMISSIONS)),
  /** What has to be done first: until then everything else is refused. */
  duty: NullableOneOf(DUTIES),
})
export type AccountView = Static<typeof AccountView>

export const LoginRequest = Type.Object(
  { username: PlainText(100, 1), password: Type.String({ minLength: 1, maxLength: 200 }) },
  ClosedObject,
)
export type LoginRequest = Static<typeof LoginRequest>

/** Longest password that is taken, in characters; the rules for new ones are in `password-rules.ts`. */
const PASSWORD_LIMIT = 200

export const PasswordChange = Type.Object(
  {
    current: Type.String({ minLength: 1, maxLength: PASSWORD_LIMIT }),
    next: Type.String({ minLength: 1, maxLength: PASSWORD_LIMIT, format: 'plain-text' }),
  },
  ClosedObject,
)
export type PasswordChange = Static<typeof PasswordChange>

export const SessionView = Type.Object({
  accessToken: Type.String(),
  tokenType: OneOf(['Bearer']),
  /** Seconds until the access token lapses. */
  expiresIn: Type.Integer(),
  account: AccountView,
})
export type SessionView = Static<typeof SessionView>

/** Where the account is signed in, the session used last first. */
export const OwnSessionList = Type.Object({
  data: Type.Array(
    Type.Object({
      id: Type.String(),
      /** In plain words, from what the browser says of itself. */
      device: Type.String(),
      address: Nullable(Type.String()),
      createdAt: InstantText,
      /** Latest renewal of the access token: up to five minutes before the latest request. */
      lastUsedAt: InstantText,
      /** The session that asks. */
      current: Type.Boolean(),
    }),
  ),
})
export type OwnSessionList = Static<typeof OwnSessionList>

/** What the page needs to know about the service before and after signing in. */
export const MeView = Type.Object({
  account: AccountView,
  /** Today on the clock of the field, `YYYY-MM-DD`. */
  today: Type.String(),
  /** The month under way. */
  currentPeriod: Type.String(),
  demo: Type.Boolean(),
})
export type MeView = Static<typeof MeView>

/** Public facts that the shell shows to everybody, signed in or not. */
export const ServiceView = Type.Object({
  demo: Type.Boolean(),
  today: Type.String(),
  currentPeriod: Type.String(),
  /** Code of the province that the pages open on. */
  province: Type.String(),
})
export type ServiceView = Static<typeof ServiceView>
