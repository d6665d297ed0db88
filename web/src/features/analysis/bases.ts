import type { Basis } from '@ntm/shared/analysis/wire'

/** Whose word the figures rest on, the weightiest first. */
export const BASES = ['official', 'approved', 'reported'] as const satisfies readonly Basis[]

export function readBasis(text: unknown): Basis | undefined {
  return BASES.find((basis) => basis === text)
}
