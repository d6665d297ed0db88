/** Why a sign-in at a provider outside ended on the sign-in page; told there by `?loi=` in its address. */
export const OUTSIDE_REFUSALS = [
  'cancelled',
  'interrupted',
  'noAccount',
  'accountDisabled',
  'secondFactorDue',
  'unavailable',
] as const
export type OutsideRefusal = (typeof OUTSIDE_REFUSALS)[number]

export function isOutsideRefusal(text: unknown): text is OutsideRefusal {
  return OUTSIDE_REFUSALS.some((refusal) => refusal === text)
}
