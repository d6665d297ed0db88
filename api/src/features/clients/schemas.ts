import { Type } from 'typebox'
import {
  ClientId,
  ClientPage,
  ClientPatch,
  ClientView,
  NewClient,
  NewClientSecret,
  NewClientView,
} from '@ntm/shared/clients/wire'
import { ClosedObject, PageQuery } from '@ntm/shared/wire/parts'

const tags = ['Máy khách']
const params = Type.Object({ id: ClientId })
const querystring = Type.Object({}, ClosedObject)

export const listClientsRoute = {
  config: { permission: 'accounts.read' },
  schema: {
    tags,
    summary: 'Các máy khách được đọc dữ liệu',
    querystring: Type.Object({ ...PageQuery, cursor: Type.Optional(ClientId) }, ClosedObject),
    response: { 200: ClientPage },
  },
} as const

export const readClientRoute = {
  config: { permission: 'accounts.read' },
  schema: { tags, summary: 'Một máy khách', params, querystring, response: { 200: ClientView } },
} as const

export const createClientRoute = {
  config: { permission: 'accounts.manage', audit: ['client.created'] },
  schema: {
    tags,
    summary: 'Tạo máy khách; bí mật chỉ hiện một lần',
    querystring,
    body: NewClient,
    response: { 201: NewClientView },
  },
} as const

export const patchClientRoute = {
  config: { permission: 'accounts.manage', audit: ['client.changed'] },
  schema: {
    tags,
    summary: 'Đổi tên, phạm vi, địa chỉ; khóa hoặc mở máy khách; cần If-Match',
    params,
    querystring,
    body: ClientPatch,
    response: { 200: ClientView },
  },
} as const

export const addSecretRoute = {
  config: { permission: 'accounts.manage', audit: ['client.secretAdded'] },
  schema: {
    tags,
    summary: 'Thay bí mật; bí mật cũ dùng được đến thời điểm đã chọn',
    params,
    querystring,
    body: NewClientSecret,
    response: { 201: NewClientView },
  },
} as const
