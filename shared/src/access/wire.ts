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
      /** Whose role it is, where it was handed on (ký thay); null for a role of one's own. */
      actingFor: Nullable(Type.Object({ username: Type.String(), displayName: Type.String() })),
    }),
  ),
  permissions: Type.Array(OneOf(PERMISSIONS)),
  /** What has to be done first: until then everything else is refused. */
  duty: NullableOneOf(DUTIES),
})
export type AccountView = Static<typeof AccountView>

export const LoginRequest = Type.Object(
  {
    username: PlainText(100, 1),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    /** Of the authenticator app, or a recovery code; asked for by 401 `second_factor_required`. */
    code: Type.Optional(PlainText(40, 1)),
  },
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

/** To give to an authenticator app; null when the same request is answered once more. */
export const SecondFactorSecret = Type.Object({
  /** Base32, to be typed. */
  secret: Nullable(Type.String()),
  /** `otpauth://…`, to be shown as a QR code. */
  uri: Nullable(Type.String()),
})
export type SecondFactorSecret = Static<typeof SecondFactorSecret>

export const SecondFactorConfirmation = Type.Object({ code: PlainText(40, 1) }, ClosedObject)

/** Shown once; empty when the same request is answered once more. */
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })
export type RecoveryCodes = Static<typeof RecoveryCodes>

export const PasswordProof = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: PASSWORD_LIMIT }) },
  ClosedObject,
)

export const SecondFactorView = Type.Object({
  /** Null while there is none. */
  confirmedAt: Nullable(InstantText),
  recoveryCodesLeft: Type.Integer(),
  /** Whether the account's roles ask for one. */
  required: Type.Boolean(),
})
export type SecondFactorView = Static<typeof SecondFactorView>

export const SessionView = Type.Object({
  accessToken: Type.String(),
  tokenType: OneOf(['Bearer']),
  /** Seconds until the access token lapses. */
  expiresIn: Type.Integer(),
  account: AccountView,
})
export type SessionView = Static<typeof SessionView>

/** That the session still lives, and what of its account one has seen. */
export const SessionState = Type.Object({
  /** Another one than before: roles, rights or what has to be done first may have changed. */
  version: Type.Integer(),
})
export type SessionState = Static<typeof SessionState>

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
  /** Where people sign in with an account of their office (OpenID Connect), and what that place is called; null: nowhere. */
  outsideSignIn: Nullable(Type.Object({ name: Type.String() })),
})
export type ServiceView = Static<typeof ServiceView>
