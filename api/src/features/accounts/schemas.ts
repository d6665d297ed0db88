import { Type } from 'typebox'
import { ROLES } from '@ntm/shared/access/roles'
import {
  AccountPage,
  AccountPatch,
  AccountRecord,
  AccountTransition,
  AgencyCode,
  NewAccount,
  OneTimePassword,
  RoleChange,
  Username,
} from '@ntm/shared/accounts/wire'
import { ClosedObject, OneOf, PageQuery, PlainText, UnitCode } from '@ntm/shared/wire/parts'

const tags = ['Tài khoản']
const params = Type.Object({ username: Username })

export const listAccountsRoute = {
  config: { permission: 'accounts.read' },
  schema: {
    tags,
    summary: 'Tài khoản theo tên đăng nhập; lọc theo vai trò đang giữ',
    querystring: Type.Object(
      {
        ...PageQuery,
        cursor: Type.Optional(Username),
        q: Type.Optional(PlainText(100)),
        role: Type.Optional(OneOf(ROLES)),
        unit: Type.Optional(UnitCode),
        agency: Type.Optional(AgencyCode),
        state: Type.Optional(OneOf(['active', 'disabled'])),
      },
      ClosedObject,
    ),
    response: { 200: AccountPage },
  },
} as const

export const createAccountRoute = {
  config: { permission: 'accounts.manage', audit: ['account.created'] },
  schema: {
    tags,
    summary: 'Lập tài khoản; trả về mật khẩu dùng một lần, chỉ hiện lần này',
    body: NewAccount,
    response: { 201: OneTimePassword },
  },
} as const

export const readAccountRoute = {
  config: { permission: 'accounts.read' },
  schema: {
    tags,
    summary: 'Một tài khoản với các vai trò, kể cả đã hết hạn',
    params,
    response: { 200: AccountRecord },
  },
} as const

export const renameAccountRoute = {
  config: { permission: 'accounts.manage', audit: ['account.renamed'] },
  schema: { tags, summary: 'Đổi tên hiển thị', params, body: AccountPatch, response: { 200: AccountRecord } },
} as const

export const moveAccountRoute = {
  config: { permission: 'accounts.manage', audit: ['account.disabled', 'account.enabled'] },
  schema: {
    tags,
    summary: 'Khóa tài khoản (mọi phiên kết thúc) hoặc mở lại',
    params,
    body: AccountTransition,
    response: { 200: AccountRecord },
  },
} as const

export const changeRolesRoute = {
  config: { permission: 'accounts.manage', audit: ['account.rescoped'] },
  schema: {
    tags,
    summary: 'Các vai trò giữ từ hôm nay trở đi; vai trò không nêu thì hết hôm nay',
    params,
    body: RoleChange,
    response: { 200: AccountRecord },
  },
} as const

export const resetPasswordRoute = {
  config: { permission: 'accounts.manage', audit: ['account.passwordReset'] },
  schema: {
    tags,
    summary: 'Cấp mật khẩu dùng một lần mới; mọi phiên kết thúc',
    params,
    response: { 200: OneTimePassword },
  },
} as const

export const removeFactorRoute = {
  config: { permission: 'accounts.manage', audit: ['account.factorRemoved'] },
  schema: {
    tags,
    summary: 'Gỡ xác thực hai lớp của người mất thiết bị; mọi phiên kết thúc',
    params,
    response: { 200: AccountRecord },
  },
} as const
