import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, InstantText, Nullable, OneOf, PageOf, PlainText, UnitCode } from '../wire/parts.js'
import { SCOPES } from './scopes.js'

export const ClientId = Type.String({ pattern: '^ntm_[a-z0-9]{16}$', description: 'Mã máy khách' })

const Name = PlainText(200, 1)
const Scopes = Type.Array(OneOf(SCOPES), { minItems: 1, uniqueItems: true })
/** Addresses or ranges (CIDR) that the client may call from; empty: from anywhere. */
const Addresses = Type.Array(Type.String({ maxLength: 50, pattern: '^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$' }), {
  maxItems: 50,
  uniqueItems: true,
})

/** What is known of a secret; the secret itself is shown when it is made and never again. */
export const ClientSecretView = Type.Object({
  id: Type.Integer(),
  createdAt: InstantText,
  expiresAt: InstantText,
  lastUsedAt: Nullable(InstantText),
})
export type ClientSecretView = Static<typeof ClientSecretView>

const details = {
  clientId: Type.String(),
  name: Type.String(),
  /** All that the client sees lies in this unit and below. */
  unit: UnitRef,
  scopes: Type.Array(OneOf(SCOPES)),
  addresses: Type.Array(Type.String()),
  createdAt: InstantText,
  disabledAt: Nullable(InstantText),
  /** Those that have not expired, oldest first. */
  secrets: Type.Array(ClientSecretView),
}

export const ClientView = Type.Object(details)
export type ClientView = Static<typeof ClientView>

/** `clientSecret` is null when a repeated request (`Idempotency-Key`) is answered: it was shown the first time. */
export const NewClientView = Type.Object({ ...details, clientSecret: Nullable(Type.String()) })
export type NewClientView = Static<typeof NewClientView>

export const ClientPage = PageOf(ClientView)
export type ClientPage = Static<typeof ClientPage>

export const NewClient = Type.Object(
  {
    name: Name,
    unit: UnitCode,
    scopes: Scopes,
    addresses: Type.Optional(Addresses),
    /** At most a year ahead; absent: a year. */
    secretExpiresAt: Type.Optional(InstantText),
  },
  ClosedObject,
)
export type NewClient = Static<typeof NewClient>

/** Changes only what it names. */
export const ClientPatch = Type.Object(
  {
    name: Type.Optional(Name),
    scopes: Type.Optional(Scopes),
    addresses: Type.Optional(Addresses),
    disabled: Type.Optional(Type.Boolean()),
  },
  { ...ClosedObject, minProperties: 1 },
)
export type ClientPatch = Static<typeof ClientPatch>

export const NewClientSecret = Type.Object(
  {
    /** At most a year ahead; absent: a year. */
    expiresAt: Type.Optional(InstantText),
    /** Until when the secrets made before still work; absent: they end now. */
    oldValidUntil: Type.Optional(InstantText),
  },
  ClosedObject,
)
export type NewClientSecret = Static<typeof NewClientSecret>

/** RFC 6749, section 5.1. */
export const AccessTokenView = Type.Object({
  access_token: Type.String(),
  token_type: OneOf(['Bearer']),
  /** Seconds. */
  expires_in: Type.Integer(),
  scope: Type.String(),
})
export type AccessTokenView = Static<typeof AccessTokenView>
