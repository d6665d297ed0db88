import { NetworkError, ProblemError } from '@/api/problem-error'
import type { Failure } from './queue-options'

/** What a failed request means for the edits that it carried. */
export function classifyFailure(error: unknown): Failure {
  if (error instanceof NetworkError) return { kind: 'network' }
  if (!(error instanceof ProblemError)) return { kind: 'blocked' }
  const { code, status, retryAfterSeconds, fields, message } = error
  if (status === 429 || status >= 500) return { kind: 'network', retryAfterSeconds }
  if (status === 401) return { kind: 'signedOut' }
  if (status === 412) return { kind: 'stale' }
  if (code === 'submission_incomplete') return { kind: 'incomplete' }
  if (status === 400 || status === 413 || status === 422) return { kind: 'invalid', faults: fields, detail: message }
  return { kind: 'blocked' }
}
