import { Type } from 'typebox'
import { PAST_YEARS } from '@ntm/shared/imports/past-row'
import { ImportPage, ImportTransition, ImportView, TEMPLATE_LAYOUTS } from '@ntm/shared/imports/wire'
import { ClosedObject, OneOf, PageQuery, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Nhập, xuất Excel']
const querystring = Type.Object({}, ClosedObject)
export const importId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const params = Type.Object({ id: importId })
const flag = OneOf(['true', 'false'])

const templateQuery = {
  unit: Type.Optional(UnitCode),
  period: Type.Optional(PeriodText),
  layout: Type.Optional(OneOf(TEMPLATE_LAYOUTS)),
  ratios: Type.Optional(flag),
}

export const templateRoute = {
  config: { permission: 'assessments.import', audit: ['template.downloaded'] },
  schema: {
    tags,
    summary: 'Tệp Excel mẫu để nhập số liệu của các xã dưới một đơn vị, kèm số đang có và số tháng trước',
    querystring: Type.Object(templateQuery, ClosedObject),
  },
} as const

export const csvTemplateRoute = {
  config: { permission: 'assessments.import', audit: ['template.downloaded'] },
  schema: {
    tags,
    summary: 'Như tệp Excel mẫu, dạng CSV: cho chương trình (machine) hoặc cho Excel (excel)',
    querystring: Type.Object(
      { unit: templateQuery.unit, period: templateQuery.period, profile: Type.Optional(OneOf(['machine', 'excel'])) },
      ClosedObject,
    ),
  },
} as const

const pastQuery = { year: Type.Optional(OneOf(PAST_YEARS)) }

export const pastTemplateRoute = {
  config: { permission: 'results.import' },
  schema: {
    tags,
    summary:
      'Tệp Excel mẫu để nhập kết quả các năm trước: một năm theo tiêu chí (year), hoặc số tiêu chí đạt của mọi năm 2011–2017',
    querystring: Type.Object(pastQuery, ClosedObject),
  },
} as const

export const csvPastTemplateRoute = {
  config: { permission: 'results.import' },
  schema: {
    tags,
    summary: 'Như tệp Excel mẫu của các năm trước, dạng CSV: cho chương trình (machine) hoặc cho Excel (excel)',
    querystring: Type.Object({ ...pastQuery, profile: Type.Optional(OneOf(['machine', 'excel'])) }, ClosedObject),
  },
} as const

export const listImportsRoute = {
  config: { permission: 'assessments.import' },
  schema: {
    tags,
    summary: 'Các lần nhập của mình và của các đơn vị cấp dưới, mới nhất trước',
    querystring: Type.Object(PageQuery, ClosedObject),
    response: { 200: ImportPage },
  },
} as const

export const createImportRoute = {
  config: { permission: 'assessments.import', audit: ['import.sent'], takesFiles: true },
  schema: {
    tags,
    summary: 'Gửi tệp xlsx hoặc csv để nhập (multipart); dryRun=true chỉ kiểm tra. Trả 202 và Location',
    consumes: ['multipart/form-data'],
    querystring: Type.Object({ dryRun: Type.Optional(flag) }, ClosedObject),
    response: { 202: ImportView },
  },
} as const

export const readImportRoute = {
  config: { permission: 'assessments.import' },
  schema: {
    tags,
    summary: 'Một lần nhập: trạng thái, tiến độ, lỗi ở từng ô',
    params,
    querystring,
    response: { 200: ImportView },
  },
} as const

export const moveImportRoute = {
  config: { permission: 'assessments.import', audit: ['import.confirmed', 'import.undoing'] },
  schema: {
    tags,
    summary: 'Ghi số liệu của tệp đã kiểm tra (apply), hoặc hoàn tác (undo); cần If-Match',
    params,
    querystring,
    body: ImportTransition,
    response: { 202: ImportView },
  },
} as const
