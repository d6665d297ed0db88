/** Codes of RFC 6749, section 5.2, and for a caller that has to wait or a service that is away one of section 4.1.2.1. */
export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'
  | 'server_error'

/** A refusal of the token endpoint: ordinary OAuth libraries read this form and no other. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'

  constructor(
    readonly code: OAuthCode,
    /** ASCII without quotes, as the RFC wants it; for programmers, so in English. */
    readonly description: string,
    readonly options: { status?: number; retryAfter?: number } = {},
  ) {
    super(code)
  }

  get status(): number {
    return this.options.status ?? (this.code === 'invalid_client' ? 401 : 400)
  }
}
