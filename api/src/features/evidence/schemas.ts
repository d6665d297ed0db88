import { Type } from 'typebox'
import {
  AttachedEvidence,
  AttachFields,
  AttachRequest,
  DescribeRequest,
  EvidencePage,
  EvidenceView,
  SheetEvidence,
  UploadView,
} from '@ntm/shared/evidence/wire'
import { ClosedObject, PageQuery, PeriodText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Minh chứng']
const querystring = Type.Object({}, ClosedObject)
const place = { unit: UnitCode, period: PeriodText }
const id = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })
const file = Type.Unsafe<never>({ description: 'Nội dung tệp' })

export const listSheetEvidenceRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Minh chứng đính kèm một phiếu, theo chỉ tiêu và tiêu chí',
    params: Type.Object(place),
    querystring: Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, ClosedObject),
    response: { 200: SheetEvidence },
  },
} as const

/** What a form has beside its file; the file itself is read as it comes in. */
const AttachForm = Type.Unsafe<null>({
  type: ['object', 'null'],
  properties: { file: { type: 'string', format: 'binary' }, ...AttachFields.properties },
})

export const attachRoute = {
  config: { permission: 'assessments.edit', audit: ['evidence.attached'], takesFiles: true },
  schema: {
    tags,
    summary: 'Đính kèm minh chứng: gửi tệp (multipart), hoặc nêu tệp đã tải lên hay minh chứng xã đã có (JSON)',
    params: Type.Object(place),
    querystring,
    body: {
      content: { 'multipart/form-data': { schema: AttachForm }, 'application/json': { schema: AttachRequest } },
    },
    response: { 200: AttachedEvidence, 201: AttachedEvidence },
  },
} as const

export const detachRoute = {
  config: { permission: 'assessments.edit', audit: ['evidence.detached'] },
  schema: {
    tags,
    summary: 'Gỡ một minh chứng khỏi phiếu; cần If-Match với version của minh chứng',
    params: Type.Object({ ...place, link: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
    querystring,
    response: { 204: Type.Null() },
  },
} as const

export const listEvidenceRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Mọi minh chứng của một xã, mới nhận trước; hoặc chỉ những minh chứng sắp hết hoặc vừa hết hiệu lực',
    querystring: Type.Object(
      { ...PageQuery, unit: UnitCode, lapse: Type.Optional(Type.Literal('near')) },
      ClosedObject,
    ),
    response: { 200: EvidencePage },
  },
} as const

export const readEvidenceRoute = {
  config: { permission: 'assessments.read' },
  schema: { tags, summary: 'Một minh chứng', params: id, querystring, response: { 200: EvidenceView } },
} as const

export const describeEvidenceRoute = {
  config: { permission: 'assessments.edit', audit: ['evidence.described'] },
  schema: {
    tags,
    summary: 'Sửa thông tin của minh chứng khi mọi phiếu đính kèm còn nhận sửa đổi; cần If-Match',
    params: id,
    querystring,
    body: DescribeRequest,
    response: { 200: EvidenceView },
  },
} as const

export const readFileRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Tệp của một minh chứng; ảnh và PDF có thể xem ngay, loại khác chỉ để tải về',
    params: id,
    querystring,
    response: { 200: { content: { 'application/octet-stream': { schema: file } } } },
  },
} as const

export const readThumbnailRoute = {
  config: { permission: 'assessments.read' },
  schema: {
    tags,
    summary: 'Ảnh nhỏ của một minh chứng là ảnh',
    params: id,
    querystring,
    response: { 200: { content: { 'image/webp': { schema: file } } } },
  },
} as const

export const beginUploadRoute = {
  config: { permission: 'assessments.edit', audit: ['upload.begun'] },
  schema: {
    tags: ['Tải tệp lên'],
    summary: 'Bắt đầu tải lên từng phần (tus 1.0: creation); cùng fingerprint thì nối tiếp lần còn dở',
    headers: Type.Object({
      'upload-length': Type.Optional(Type.String({ maxLength: 20 })),
      'upload-metadata': Type.Optional(Type.String({ maxLength: 2000 })),
    }),
    querystring,
    response: { 201: UploadView },
  },
} as const

export const readUploadRoute = {
  config: { permission: 'assessments.edit' },
  schema: {
    tags: ['Tải tệp lên'],
    summary: 'Tệp đã lên đến đâu (tus 1.0: HEAD trả cùng các đầu mục)',
    params: id,
    querystring,
    response: { 200: UploadView },
  },
} as const

export const continueUploadRoute = {
  config: { permission: 'assessments.edit', audit: ['upload.completed'] },
  schema: {
    tags: ['Tải tệp lên'],
    summary: 'Gửi phần kế tiếp, tối đa 1 MiB (tus 1.0: PATCH)',
    params: id,
    headers: Type.Object({ 'upload-offset': Type.Optional(Type.String({ maxLength: 20 })) }),
    querystring,
    body: { content: { 'application/offset+octet-stream': { schema: Type.Unsafe<Buffer>({}) } } },
    response: { 204: Type.Null() },
  },
} as const

export const abandonUploadRoute = {
  config: { permission: 'assessments.edit', audit: ['upload.abandoned'] },
  schema: {
    tags: ['Tải tệp lên'],
    summary: 'Bỏ một lần tải lên (tus 1.0: termination)',
    params: id,
    querystring,
    response: { 204: Type.Null() },
  },
} as const
