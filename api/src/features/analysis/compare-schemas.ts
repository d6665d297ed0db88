import { Type } from 'typebox'
import { BANDS } from '@ntm/shared/analysis/bands'
import { ComparisonView, DistributionView, MOST_COMPARED, SimilarView } from '@ntm/shared/analysis/compare-wire'
import { BASES } from '@ntm/shared/analysis/wire'
import { ClosedObject, OneOf, PeriodText, PlainText, UnitCode, UnitCodes } from '@ntm/shared/wire/parts'

const tags = ['Phân tích']
const period = Type.Optional(PeriodText)
const basis = Type.Optional(OneOf(BASES))

export const comparisonRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: `So sánh 1–${MOST_COMPARED} đơn vị cùng cấp trong một kỳ: kết quả, thay đổi, từng tiêu chí; của xã cả từng số liệu`,
    querystring: Type.Object(
      {
        units: UnitCodes(MOST_COMPARED),
        period,
        basis,
      },
      ClosedObject,
    ),
    response: { 200: ComparisonView },
  },
} as const

export const similarRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: 'Các xã có điều kiện tương tự một xã, và giống nhau ở những điều kiện nào',
    querystring: Type.Object({ unit: UnitCode, period }, ClosedObject),
    response: { 200: SimilarView },
  },
} as const

export const distributionRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags,
    summary: 'Một số liệu ở các xã: phân bố, tứ phân vị, các giá trị cần xem lại, từng xã từ tốt nhất',
    querystring: Type.Object(
      {
        measure: PlainText(20, 1),
        unit: Type.Optional(UnitCode),
        period,
        basis,
        band: Type.Optional(OneOf(BANDS.map(({ label }) => label))),
      },
      ClosedObject,
    ),
    response: { 200: DistributionView },
  },
} as const
