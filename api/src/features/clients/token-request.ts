import { isScope, type Scope } from '@ntm/shared/clients/scopes'
import { OAuthError } from './oauth-error.js'

export interface TokenRequest {
  clientId: string
  clientSecret: string
  /** Undefined: all that the client has. */
  scopes: Scope[] | undefined
}

/**
 * Reads a token request (RFC 6749, sections 2.3.1 and 4.4.2).
 *
 * @param authorization - The header of that name, for `client_secret_basic`.
 * @throws OAuthError with the code that the RFC prescribes.
 */
export function readTokenRequest(authorization: string | undefined, form: URLSearchParams): TokenRequest {
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1)
  if (repeated !== undefined) throw new OAuthError('invalid_request', 'a parameter is given more than once')
  const grantType = form.get('grant_type')
  if (!grantType) throw new OAuthError('invalid_request', 'grant_type is missing')
  if (grantType !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', 'the only grant_type is client_credentials')
  }
  const [clientId, clientSecret] = readCredentials(authorization, form)
  return { clientId, clientSecret, scopes: readScopes(form.get('scope')) }
}

function readCredentials(authorization: string | undefined, form: URLSearchParams): [id: string, secret: string] {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')]
  if (authorization === undefined) {
    if (!id || !secret) throw new OAuthError('invalid_client', 'client_id and client_secret are needed')
    return [id, secret]
  }
  if (secret !== null) throw new OAuthError('invalid_request', 'the client authenticates in two ways at once')
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1]
  const [name, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':')
  const pair = [name, rest.length === 0 ? undefined : rest.join(':')].map(decodeFormText)
  if (!pair[0] || !pair[1]) throw new OAuthError('invalid_client', 'the Authorization header is not of Basic form')
  if (id !== null && id !== pair[0]) throw new OAuthError('invalid_request', 'client_id is given twice and differs')
  return [pair[0], pair[1]]
}

/** Both halves are form-encoded before they are joined: RFC 6749, appendix B. */
function decodeFormText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function readScopes(text: string | null): Scope[] | undefined {
  if (text === null || text.trim() === '') return undefined
  const words = [...new Set(text.split(' ').filter((word) => word !== ''))]
  const scopes = words.filter(isScope)
  if (scopes.length < words.length) throw new OAuthError('invalid_scope', 'a scope is unknown')
  return scopes
}
