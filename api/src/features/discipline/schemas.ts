import { Type } from 'typebox'
import { DISCIPLINE_ROWS, DisciplineView } from '@ntm/shared/discipline/wire'
import { ClosedObject, OneOf, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

export const disciplineRoute = {
  config: { permission: 'results.read' },
  schema: {
    tags: ['Phân tích'],
    summary: 'Kỷ luật báo cáo: tỷ lệ nộp và đúng hạn theo đơn vị và tháng; mặc định 12 tháng đến kỳ hiện tại',
    querystring: Type.Object(
      {
        unit: Type.Optional(UnitCode),
        from: Type.Optional(PeriodText),
        to: Type.Optional(PeriodText),
        rows: Type.Optional(OneOf(DISCIPLINE_ROWS)),
      },
      ClosedObject,
    ),
    response: { 200: DisciplineView },
  },
} as const
