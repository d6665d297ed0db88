import { Type } from 'typebox'
import { ChangePage, CommuneChanges } from '@ntm/shared/imports/changes-wire'
import { ClosedObject, OneOf, PageQuery, UnitCode } from '@ntm/shared/wire/parts'
import { importId } from './schemas.js'

const tags = ['Nhập, xuất Excel']
const config = { permission: 'assessments.import' } as const

export const listChangesRoute = {
  config,
  schema: {
    tags,
    summary: 'Các xã mà một lần nhập sẽ thay đổi hoặc đã thay đổi, mấy số liệu, đạt mấy tiêu chí trước và sau',
    params: Type.Object({ id: importId }),
    querystring: Type.Object(PageQuery, ClosedObject),
    response: { 200: ChangePage },
  },
} as const

export const readChangesRoute = {
  config,
  schema: {
    tags,
    summary: 'Từng số liệu của một xã: số cũ, số mới, kết quả trước và sau',
    params: Type.Object({ id: importId, unit: UnitCode }),
    querystring: Type.Object({}, ClosedObject),
    response: { 200: CommuneChanges },
  },
} as const

export const changesFileRoute = {
  config,
  schema: {
    tags,
    summary:
      'Mọi thay đổi của một lần nhập, mỗi dòng một số liệu, dạng CSV: cho chương trình (machine) hoặc Excel (excel)',
    params: Type.Object({ id: importId }),
    querystring: Type.Object({ profile: Type.Optional(OneOf(['machine', 'excel'])) }, ClosedObject),
  },
} as const
