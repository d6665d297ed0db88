/**
 * Whether closing a month takes the provincial office now: once it is locked, and again when a correction is approved
 * that no consolidation has taken in.
 */
export function isDue(month: { isLocked: boolean; isConsolidated: boolean; ready: number }): boolean {
  return month.isConsolidated ? month.ready > 0 : month.isLocked
}
