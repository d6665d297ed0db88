import { Type, type Static } from 'typebox'

/** RFC 9457 problem document; every refused request is answered with one. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  /** Vietnamese, for the person who caused it. */
  detail: Type.String(),
  instance: Type.String(),
  /** Stable, snake_case, for programs. */
  code: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), message: Type.String() })),
  ),
  traceId: Type.String(),
})
export type Problem = Static<typeof Problem>
export type ProblemError = NonNullable<Problem['errors']>[number]
