import { Type } from 'typebox'
import { AUDIT_OMISSIONS, AuditPage, AuditVerification } from '@ntm/shared/audit/wire'
import { ClosedObject, DayText, OneOf, PageQuery, PlainText } from '@ntm/shared/wire/parts'

const tags = ['Nhật ký']

export const listAuditRoute = {
  config: { permission: 'audit.read' },
  schema: {
    tags,
    summary: 'Ai đã làm gì, khi nào, với bản ghi nào; mới nhất trước',
    querystring: Type.Object(
      {
        ...PageQuery,
        cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
        subject: Type.Optional(PlainText(200, 1)),
        account: Type.Optional(PlainText(100, 1)),
        action: Type.Optional(PlainText(100, 1)),
        from: Type.Optional(DayText),
        to: Type.Optional(DayText),
        without: Type.Optional(OneOf(AUDIT_OMISSIONS)),
      },
      ClosedObject,
    ),
    response: { 200: AuditPage },
  },
} as const

export const verifyAuditRoute = {
  config: { permission: 'audit.read' },
  schema: {
    tags,
    summary: 'Kiểm tra chuỗi băm của nhật ký: có dòng nào bị sửa, xóa hoặc chèn',
    response: { 200: AuditVerification },
  },
} as const
