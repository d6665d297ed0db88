import { Type } from 'typebox'
import { PeriodPage, PeriodPatch, PeriodView } from '@ntm/shared/periods/wire'
import { ClosedObject, PageQuery, PeriodText } from '@ntm/shared/wire/parts'

const tags = ['Kỳ báo cáo']
const params = Type.Object({ period: PeriodText })

export const listPeriodsRoute = {
  config: { permission: 'periods.read' },
  schema: {
    tags,
    summary: 'Các kỳ từ mới đến cũ, với hạn nộp và ngày khóa sổ',
    querystring: Type.Object(PageQuery, ClosedObject),
    response: { 200: PeriodPage },
  },
} as const

export const readPeriodRoute = {
  config: { permission: 'periods.read' },
  schema: { tags, summary: 'Một kỳ, cũng cả kỳ sắp tới', params, response: { 200: PeriodView } },
} as const

export const patchPeriodRoute = {
  config: { permission: 'periods.manage', audit: ['period.changed'] },
  schema: {
    tags,
    summary: 'Đặt hạn nộp và ngày khóa sổ; cần If-Match',
    params,
    body: PeriodPatch,
    response: { 200: PeriodView },
  },
} as const
