import type { VillageView } from '@ntm/shared/villages/wire'

/** In the order in which they are offered. */
export const VILLAGE_KINDS: readonly VillageView['type'][] = ['thôn', 'làng']
