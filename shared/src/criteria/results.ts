/** What one measure comes to. */
export type MeasureResult = 'met' | 'notMet' | 'missing' | 'notApplicable'

/** What an indicator, a criterion or a whole sheet's criterion comes to. */
export type CriterionResult = 'met' | 'notMet' | 'incomplete'

/** What a commune wrote for one measure. A decimal travels as the number whose shortest print was typed. */
export interface MeasureAnswer {
  value: boolean | number | null
  numerator: number | null
  denominator: number | null
  notApplicable: boolean
}
