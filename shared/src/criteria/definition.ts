/** How a measure is answered: đạt/chưa đạt, a percentage 0–100, or a quantity in the measure's own unit. */
export type MeasureKind = 'boolean' | 'percent' | 'number'
export type Comparator = 'is' | '>=' | '<='

/** A legal document that a set or a threshold rests on. */
export interface LegalBasis {
  /** As printed, such as `1980/QĐ-TTg`. */
  number: string
  issuedOn: string
  issuer: string
  note?: string
}

export interface Threshold {
  /** `*` is the whole nation; otherwise a region such as `tay-nguyen`. */
  region: string
  /** `uid` of the unit this value was set for; absent means every unit of the region. */
  unit?: string
  /** Year the value is for; absent means every year. */
  year?: number
  /** In the unit of the measure; `true` for a boolean measure. */
  value: number | true
  /** Checked against the decision by an officer; otherwise shown as “chưa xác nhận”. */
  confirmed: boolean
  /** Document that a confirmed value rests on; absent: the set's own. */
  legalBasis?: string
  /** Who sets the value when it is not the nation. */
  setBy?: 'province'
  note?: string
  /** Where the value was read. */
  source?: string
}

export interface Measure {
  /** Number of the indicator, with a letter where it has two measures: `17.1a`. */
  key: string
  label?: string
  labelEn?: string
  kind: MeasureKind
  /** `%`, `triệu đồng/người/năm`; null for a boolean measure. */
  unit: string | null
  comparator: Comparator
  /** The set allows “không áp dụng” for this measure. No measure of the 2016–2020 set does. */
  allowsNotApplicable?: boolean
  thresholds: readonly Threshold[]
}

/** Chỉ tiêu. */
export interface Indicator {
  code: string
  name: string
  nameEn: string
  /** Code of the agency that verifies it. */
  leadAgency: string
  measures: readonly Measure[]
}

/** Tiêu chí. */
export interface Criterion {
  number: number
  /** Short name for narrow columns, such as `Cơ sở vật chất văn hóa`. */
  name: string
  nameEn: string
  group: string
  indicators: readonly Indicator[]
}

export interface CriterionGroup {
  code: string
  name: string
  nameEn: string
  criteria: readonly number[]
}

/** Bộ tiêu chí: one legal version, with everything needed to judge a commune. */
export interface CriteriaSet {
  code: string
  level: 'commune'
  name: string
  nameEn: string
  legalBasis: readonly LegalBasis[]
  /** First and last day on which it judges. */
  validFrom: string
  validTo: string | null
  /** Region whose thresholds the province uses. */
  region: string
  method: 'every-measure'
  groups: readonly CriterionGroup[]
  criteria: readonly Criterion[]
}
