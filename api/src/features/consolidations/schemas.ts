import { Type } from 'typebox'
import { ConsolidationCheck, ConsolidationView, NewConsolidation } from '@ntm/shared/periods/wire'
import { PeriodText } from '@ntm/shared/wire/parts'

const tags = ['Kỳ báo cáo']
const params = Type.Object({ period: PeriodText })

export const checkConsolidationRoute = {
  config: { permission: 'periods.consolidate' },
  schema: {
    tags,
    summary: 'Tổng hợp bây giờ thì được gì, xã nào còn thiếu, chỉ tiêu nào ngành chưa xác nhận; các lần đã tổng hợp',
    params,
    response: { 200: ConsolidationCheck },
  },
} as const

export const consolidateRoute = {
  config: { permission: 'periods.consolidate', audit: ['period.consolidated', 'assessment.consolidated'] },
  schema: {
    tags,
    summary: 'Tổng hợp kỳ: mọi phiếu đã duyệt thành số chính thức',
    params,
    body: NewConsolidation,
    response: { 200: ConsolidationView },
  },
} as const
