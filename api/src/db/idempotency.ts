import type { QueryConfig } from 'pg'
import { AppError } from '../errors.js'
import type { Database } from './client.js'

/** A POST that its sender may repeat: same key and request, same answer, one effect. */
export interface IdempotentRequest {
  /** The account or the machine client that sends it; two of them may choose the same key. */
  owner: { accountId: number } | { clientId: string }
  key: string
  /** SHA-256 over method, address and body. */
  requestHash: Buffer
}

export interface StoredAnswer {
  status: number
  etag: string | null
  response: unknown
}

/**
 * Claims the key for this transaction.
 *
 * A second request with the key waits at the insert until the first has committed, then reads its answer. If
 * the first was refused, its claim is rolled back with it and the second runs as if it were the first.
 *
 * @returns the answer given before, or undefined when this request is the one to do the work.
 * @throws AppError 422 when the key was used for another request.
 */
export async function claimKey(tx: Database, request: IdempotentRequest): Promise<StoredAnswer | undefined> {
  const [column, id] = ownerOf(request)
  const claimed = await tx.$client.query(
    `insert into idempotency_keys (${column}, key, request_hash) values ($1, $2, $3) on conflict do nothing`,
    [id, request.key, request.requestHash],
  )
  if (claimed.rowCount === 1) return undefined

  const { rows } = await tx.$client.query<StoredAnswer & { request_hash: Buffer }>(
    `select request_hash, status, etag, response from idempotency_keys where ${column} = $1 and key = $2`,
    [id, request.key],
  )
  const [stored] = rows
  if (!stored) throw new AppError('unavailable', 503, { retryAfter: 1 })
  if (!stored.request_hash.equals(request.requestHash)) throw new AppError('idempotency_key_reused', 422)
  return stored
}

/** The statement that keeps the answer of the request that claimed the key. */
export function storeAnswer(request: IdempotentRequest, answer: StoredAnswer): QueryConfig {
  const [column, id] = ownerOf(request)
  return {
    text: `update idempotency_keys set status = $3, etag = $4, response = $5 where ${column} = $1 and key = $2`,
    values: [id, request.key, answer.status, answer.etag, JSON.stringify(answer.response)],
  }
}

/** The statement that claims the key and keeps the answer in one; fails where the key was claimed before. */
export function recordAnswer(request: IdempotentRequest, answer: StoredAnswer): QueryConfig {
  const [column, id] = ownerOf(request)
  return {
    text: `insert into idempotency_keys (${column}, key, request_hash, status, etag, response)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [id, request.key, request.requestHash, answer.status, answer.etag, JSON.stringify(answer.response)],
  }
}

function ownerOf({ owner }: IdempotentRequest): ['account_id', number] | ['client_id', string] {
  return 'accountId' in owner ? ['account_id', owner.accountId] : ['client_id', owner.clientId]
}
