import { Type } from 'typebox'
import { PeriodPage } from '@ntm/shared/periods/wire'
import { ClosedObject, PageQuery } from '@ntm/shared/wire/parts'

export const listPeriodsRoute = {
  config: { permission: 'periods.read' },
  schema: {
    tags: ['Kỳ báo cáo'],
    summary: 'Các kỳ từ mới đến cũ, với hạn nộp và ngày khóa sổ',
    querystring: Type.Object(PageQuery, ClosedObject),
    response: { 200: PeriodPage },
  },
} as const
