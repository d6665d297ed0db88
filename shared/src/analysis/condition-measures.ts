/** Measures of a set that tell what a commune starts from, beside what it has done. */
export interface ConditionMeasures {
  /** Share of poor households; it is counted out of all households of the commune. */
  poverty: string
  /** What a person has in a year: the first figure that everybody asks for. */
  income: string
}

const CONDITION_MEASURES: Readonly<Record<string, ConditionMeasures>> = {
  'xa-2016-2020': { poverty: '11.1', income: '10.1' },
}

/** Of a set that says nothing, nothing is known. */
export function conditionMeasuresOf(set: string): ConditionMeasures | undefined {
  return CONDITION_MEASURES[set]
}
