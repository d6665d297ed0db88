import * as openid from 'openid-client'
import type { OidcSettings } from '../../oidc-settings.js'
import { AppError } from '../../errors.js'

/** Seconds that the provider may take to answer. */
const PROVIDER_TIMEOUT = 10

/** What has to be remembered from the way out to the way back. */
export interface Journey {
  state: string
  nonce: string
  verifier: string
  /** Where in this service the person wanted to go. */
  returnTo: string
}

/** Who came back, as the provider tells it. */
export interface Visitor {
  username: string
  /** Whether the provider asked for more than a password (`amr` of RFC 8176). */
  hasSecondFactor: boolean
}

const SECOND_FACTORS = new Set(['mfa', 'otp', 'hwk', 'swk', 'sms', 'fpt'])

/** The provider of sign-ins outside (OpenID Connect); its addresses are found at the first use. */
export class OutsideProvider {
  #found: Promise<openid.Configuration> | undefined

  constructor(private readonly settings: OidcSettings) {}

  /** Where to send a browser, and what to remember until it comes back. */
  async begin(redirectUri: string, returnTo: string): Promise<{ url: URL; journey: Journey }> {
    const configuration = await this.#find()
    const journey = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      returnTo,
    }
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    })
    return { url, journey }
  }

  /**
   * Exchanges what a browser brought back.
   *
   * `cancelled` when the person did not go through with it there; `unfit` when what came does not belong to the journey,
   * or the provider refuses it.
   *
   * @throws AppError 503 when the provider cannot be reached.
   */
  async finish(address: URL, journey: Journey): Promise<Visitor | 'cancelled' | 'unfit'> {
    const configuration = await this.#find()
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) return 'unfit'
      const { usernameClaim } = this.settings
      // Many providers tell names only when asked for them.
      const told =
        usernameClaim in claims ? claims : await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      const username = told[usernameClaim]
      if (typeof username !== 'string') return 'unfit'
      const methods: unknown[] = Array.isArray(claims.amr) ? claims.amr : []
      return {
        username: username.trim().toLowerCase(),
        hasSecondFactor: methods.some((method) => typeof method === 'string' && SECOND_FACTORS.has(method)),
      }
    } catch (error) {
      if (isAway(error)) throw away(error)
      return error instanceof openid.AuthorizationResponseError && error.error === 'access_denied'
        ? 'cancelled'
        : 'unfit'
    }
  }

  async #find(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings
    const url = new URL(issuer)
    // config.ts takes plain HTTP from this machine only. The library marks what allows it so that it stands out.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const execute = url.protocol === 'http:' ? [openid.allowInsecureRequests] : []
    this.#found ??= openid.discovery(url, clientId, clientSecret, undefined, { execute, timeout: PROVIDER_TIMEOUT })
    try {
      return await this.#found
    } catch (cause) {
      this.#found = undefined
      throw away(cause)
    }
  }
}

/** The cause is for the log. */
function away(cause: unknown): AppError {
  const refusal = new AppError('unavailable', 503, { retryAfter: 5, detail: 'Chưa kết nối được nơi đăng nhập chung.' })
  refusal.cause = cause
  return refusal
}

/** Failures of the network, or of the provider itself; all others are the visitor's. */
function isAway(error: unknown): boolean {
  if (error instanceof TypeError) return true
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Response ? cause.status >= 500 : error instanceof DOMException
}
