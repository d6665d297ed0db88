import { Type } from 'typebox'
import { LoginRequest, MeView, ServiceView, SessionView } from '@ntm/shared/access/wire'

const tags = ['Phiên làm việc']

export const loginRoute = {
  config: { permission: 'public', audit: ['session.started'] },
  schema: { tags, summary: 'Đăng nhập', body: LoginRequest, response: { 200: SessionView } },
} as const

export const refreshRoute = {
  config: { permission: 'public', audit: ['session.renewed', 'session.ended'] },
  schema: {
    tags,
    summary: 'Đổi mã làm mới (cookie) lấy mã truy cập mới',
    response: { 200: SessionView },
  },
} as const

export const logoutRoute = {
  config: { permission: 'public', audit: ['session.ended'] },
  schema: { tags, summary: 'Đăng xuất', response: { 204: Type.Null() } },
} as const

export const meRoute = {
  config: { permission: 'self' },
  schema: { tags, summary: 'Tài khoản đang đăng nhập, vai trò và quyền', response: { 200: MeView } },
} as const

export const serviceRoute = {
  config: { permission: 'public' },
  schema: { tags, summary: 'Thông tin chung của hệ thống', response: { 200: ServiceView } },
} as const
