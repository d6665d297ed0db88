import type { Scope } from '@ntm/shared/clients/scopes'
import type { Database } from '../../db/client.js'
import { hashClientSecret, isAllowedFrom, type Client } from './client.js'
import { OAuthError } from './oauth-error.js'
import { findClientBySecret, findRefusedClient, type RefusedClient } from './queries.js'
import type { TokenRequest } from './token-request.js'

export interface ClientRefusal {
  /** For the audit trail; says more than the answer does. */
  reason: string
  client: Pick<Client, 'clientId' | 'name'> | undefined
  answer: OAuthError
  /** Whether something wrong was tried, which counts; a client that asks for too much has shown its secret. */
  isGuess: boolean
}

export type CheckedClient = { client: Client; scopes: readonly Scope[]; refusal: null } | { refusal: ClientRefusal }

/** The client that an id and a secret open from this address, with the scopes of its token, or why they open none. */
export async function checkClient(db: Database, asked: TokenRequest, address: string): Promise<CheckedClient> {
  const hash = hashClientSecret(asked.clientSecret)
  const client = await findClientBySecret(db, asked.clientId, hash)
  if (!client) {
    const found = await findRefusedClient(db, asked.clientId, hash)
    return refuseGuess(found, explain(found))
  }
  if (!isAllowedFrom(client.addresses, address)) return refuseGuess(client, 'address not allowed')
  const { scopes = client.scopes } = asked
  if (scopes.every((scope) => client.scopes.includes(scope))) return { client, scopes, refusal: null }
  const answer = new OAuthError('invalid_scope', 'a scope is not granted to this client')
  return { refusal: { reason: 'scope not granted', client, answer, isGuess: false } }
}

/** One answer for all: it tells a guesser neither that the client exists nor that the secret was right. */
function refuseGuess(client: ClientRefusal['client'], reason: string): { refusal: ClientRefusal } {
  const answer = new OAuthError('invalid_client', 'unknown client, wrong or expired secret, or an address not allowed')
  return { refusal: { reason, client, answer, isGuess: true } }
}

function explain(found: RefusedClient | undefined): string {
  if (!found) return 'unknown client'
  if (found.isDisabled) return 'client disabled'
  return found.hasSecret ? 'secret expired' : 'wrong secret'
}
