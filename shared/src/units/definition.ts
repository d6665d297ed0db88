export type UnitKind = 'province' | 'district' | 'commune' | 'village'
export type UnitType = 'tỉnh' | 'huyện' | 'thành phố' | 'xã' | 'phường' | 'thị trấn' | 'thôn' | 'làng'

/** Administrative unit (đơn vị hành chính) as it was from `validFrom` to `validTo`, both days included. */
export interface AdministrativeUnit {
  /** Never reused; a code is, so a code means something only with a date. */
  uid: string
  /** General Statistics Office code, text with leading zeros. */
  code: string
  kind: UnitKind
  type: UnitType
  name: string
  fullName: string
  aliases: readonly string[]
  /** `uid` of the unit above; null for a province. */
  parent: string | null
  /** Null: before every day that the system knows. */
  validFrom: string | null
  /** Null: still in being. */
  validTo: string | null
  /** Rough middle of the area for a sketch; never a boundary. */
  centroid: { lat: number; lon: number; quality: string } | null
}

/** One unit became (part of) another. */
export interface Succession {
  from: string
  to: string
  on: string
  basis: string
}
