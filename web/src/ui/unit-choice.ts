import type { UnitRef } from '@ntm/shared/units/wire'

/** A unit as it was chosen: what it is sent by, and what it is read by. */
export type UnitChoice = Pick<UnitRef, 'uid' | 'code' | 'fullName'>
