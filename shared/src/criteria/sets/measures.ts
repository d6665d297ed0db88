import type { Measure, Threshold } from '../definition.js'

interface MeasureLabel {
  label: string
  labelEn: string
}

const ALWAYS_TRUE: Threshold = { region: '*', value: true, confirmed: false }

/** A measure answered đạt/chưa đạt; without a threshold of its own, the whole nation asks for đạt. */
export function booleanMeasure(key: string, threshold: Threshold = ALWAYS_TRUE): Measure {
  return { key, kind: 'boolean', unit: null, comparator: 'is', thresholds: [threshold] }
}

export function percentAtLeast(key: string, thresholds: readonly Threshold[], label?: MeasureLabel): Measure {
  return { key, ...label, kind: 'percent', unit: '%', comparator: '>=', thresholds }
}

export function percentAtMost(key: string, thresholds: readonly Threshold[]): Measure {
  return { key, kind: 'percent', unit: '%', comparator: '<=', thresholds }
}

export function numberAtLeast(key: string, unit: string, thresholds: readonly Threshold[]): Measure {
  return { key, kind: 'number', unit, comparator: '>=', thresholds }
}
