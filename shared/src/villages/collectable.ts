import type { MeasureKind } from '../criteria/definition.js'

/**
 * Measures that can be collected per village, by criteria set: those of indicators 2.2, 2.3, 6.3, 9, 11, 16 and 17
 * that are percentages.
 *
 * @see docs/sources.md, “Villages”.
 */
const COLLECTABLE: Readonly<Record<string, readonly string[]>> = {
  'xa-2016-2020': ['2.2', '2.3', '6.3', '9.2', '11.1', '16.1', '17.1a', '17.1b', '17.2', '17.6', '17.7', '17.8'],
}

/** Whether a commune may collect the measure from its villages; of a set that says nothing, every percentage. */
export function isCollectable(set: string, measure: { key: string; kind: MeasureKind }): boolean {
  return measure.kind === 'percent' && (COLLECTABLE[set]?.includes(measure.key) ?? true)
}
