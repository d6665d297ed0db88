import { Type } from 'typebox'
import { CriteriaSetList, CriteriaSetView } from '@ntm/shared/criteria/wire'
import { ClosedObject, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Bộ tiêu chí']

export const listSetsRoute = {
  config: { permission: 'criteria.read' },
  schema: { tags, summary: 'Các bộ tiêu chí theo thời gian áp dụng', response: { 200: CriteriaSetList } },
} as const

export const readSetRoute = {
  config: { permission: 'criteria.read' },
  schema: {
    tags,
    summary: 'Một bộ tiêu chí với ngưỡng đạt; ?unit=&period= cho ngưỡng của một đơn vị và kỳ',
    params: Type.Object({ code: Type.String({ maxLength: 60 }) }),
    querystring: Type.Object({ unit: Type.Optional(UnitCode), period: Type.Optional(PeriodText) }, ClosedObject),
    response: { 200: CriteriaSetView },
  },
} as const
