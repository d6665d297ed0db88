import type { Problem, ProblemError as FieldProblem } from '@ntm/shared/problems/wire'

/** The service refused a request and said why (RFC 9457). `message` is its Vietnamese `detail`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  /** Stable word for programs, such as `invalid_credentials`; `unreadable` when the answer was no problem document. */
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly traceId: string | undefined
  /** Seconds to wait before another try, where the service said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Partial<Problem> & { status: number }, retryAfterSeconds?: number) {
    super(problem.detail ?? '')
    this.status = problem.status
    this.code = problem.code ?? 'unreadable'
    this.fields = problem.errors ?? []
    this.traceId = problem.traceId
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The request did not reach the service, or its answer did not come back. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

/** Reads why the service refused; an answer that is not a problem document keeps only its status. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const wait = Number.parseInt(response.headers.get('Retry-After') ?? '', 10)
  const retryAfterSeconds = Number.isNaN(wait) ? undefined : wait
  let body: Partial<Problem> = {}
  if (response.headers.get('Content-Type')?.includes('json')) {
    // A proxy on the way may cut the answer short: the status still tells enough.
    body = ((await response.json().catch(() => null)) as Partial<Problem> | null) ?? {}
  }
  return new ProblemError({ ...body, status: response.status }, retryAfterSeconds)
}
