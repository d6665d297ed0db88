import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.js'

/**
 * Version that the caller last read, from `If-Match`.
 *
 * @throws AppError 428 without the header; 412 when it cannot be a version of ours.
 */
export function readIfMatch(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined || header === '') throw new AppError('if_match_required', 428)
  const version = /^"(0|[1-9]\d{0,8})"$/.exec(header)?.[1]
  if (version === undefined) throw new AppError('stale_version', 412)
  return Number(version)
}
