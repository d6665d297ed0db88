import { Type } from 'typebox'
import { SearchView } from '@ntm/shared/search/wire'
import { ClosedObject, PlainText } from '@ntm/shared/wire/parts'

export const searchRoute = {
  config: { permission: 'units.read' },
  schema: {
    tags: ['Tìm kiếm'],
    summary: 'Tìm đơn vị (không cần dấu, cả tên khác) và phiếu đánh giá, ví dụ “đăk mar 6/2019”',
    querystring: Type.Object({ q: PlainText(100) }, { ...ClosedObject }),
    response: { 200: SearchView },
  },
} as const
