import type { ProblemError } from '@ntm/shared/problems/wire'
import { describeProblem } from './messages.js'

/**
 * A refusal that the caller should read. One handler (`plugins/problem.ts`) turns it into problem+json.
 *
 * `code` is stable and for programs; the Vietnamese `detail` is looked up by it, unless the rule that
 * refused has something more exact to say.
 */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: string,
    readonly status: number,
    readonly options: { detail?: string; errors?: ProblemError[]; retryAfter?: number } = {},
  ) {
    super(code)
  }

  get detail(): string {
    return this.options.detail ?? describeProblem(this.code, this.status)
  }
}

/** Unknown, or not in the caller's sight: the answer does not tell which. */
export function notFound(code: string): AppError {
  return new AppError(code, 404)
}

export function forbidden(code = 'forbidden', detail?: string): AppError {
  return new AppError(code, 403, detail === undefined ? {} : { detail })
}

/** The state of the record forbids it. */
export function conflict(code: string, detail?: string): AppError {
  return new AppError(code, 409, detail === undefined ? {} : { detail })
}

/** Breaks a rule of the field. */
export function unprocessable(code: string, errors: ProblemError[] = []): AppError {
  return new AppError(code, 422, errors.length === 0 ? {} : { errors })
}
