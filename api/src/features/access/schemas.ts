import { Type } from 'typebox'
import { DUTIES } from '@ntm/shared/access/roles'
import {
  LoginRequest,
  MeView,
  OwnSessionList,
  PasswordChange,
  PasswordProof,
  RecoveryCodes,
  SecondFactorConfirmation,
  SecondFactorSecret,
  SecondFactorView,
  ServiceView,
  SessionState,
  SessionView,
} from '@ntm/shared/access/wire'
import { ClosedObject } from '@ntm/shared/wire/parts'

const tags = ['Phiên làm việc']

/** Bytes; a stranger's body is looked at before anybody knows who sends it. */
const LOGIN_LIMIT = 4_096

export const loginRoute = {
  bodyLimit: LOGIN_LIMIT,
  config: { permission: 'public', audit: ['session.started', 'session.refused'] },
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
  config: { permission: 'self', openDuring: DUTIES },
  schema: { tags, summary: 'Tài khoản đang đăng nhập, vai trò và quyền', response: { 200: MeView } },
} as const

export const changePasswordRoute = {
  config: { permission: 'self', audit: ['password.changed'], openDuring: DUTIES },
  schema: {
    tags,
    summary: 'Đổi mật khẩu của mình; các phiên khác kết thúc',
    body: PasswordChange,
    response: { 204: Type.Null() },
  },
} as const

export const readSessionStateRoute = {
  config: { permission: 'self', openDuring: DUTIES },
  schema: {
    tags,
    summary: 'Phiên của mình còn hay đã kết thúc; với Prefer: wait=25 thì chờ đến khi có thay đổi',
    querystring: Type.Object(
      { known: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })) },
      ClosedObject,
    ),
    response: { 200: SessionState },
  },
} as const

export const listSessionsRoute = {
  config: { permission: 'self' },
  schema: { tags, summary: 'Các phiên đang mở của mình', response: { 200: OwnSessionList } },
} as const

export const endSessionRoute = {
  config: { permission: 'self', audit: ['session.ended'] },
  schema: {
    tags,
    summary: 'Kết thúc một phiên của mình',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    response: { 204: Type.Null() },
  },
} as const

export const endOtherSessionsRoute = {
  config: { permission: 'self', audit: ['session.othersEnded'] },
  schema: { tags, summary: 'Kết thúc mọi phiên khác của mình', response: { 204: Type.Null() } },
} as const

export const readSecondFactorRoute = {
  config: { permission: 'self', openDuring: ['enrolSecondFactor'] },
  schema: { tags, summary: 'Xác thực hai lớp của mình', response: { 200: SecondFactorView } },
} as const

export const beginSecondFactorRoute = {
  config: { permission: 'self', audit: ['account.factorBegun'], openDuring: ['enrolSecondFactor'] },
  schema: {
    tags,
    summary: 'Bắt đầu bật xác thực hai lớp (TOTP): khóa cho ứng dụng trên điện thoại',
    response: { 201: SecondFactorSecret },
  },
} as const

export const confirmSecondFactorRoute = {
  config: { permission: 'self', audit: ['account.factorConfirmed'], openDuring: ['enrolSecondFactor'] },
  schema: {
    tags,
    summary: 'Xác nhận bằng mã đầu tiên; trả về mười mã dự phòng, chỉ hiện lần này',
    body: SecondFactorConfirmation,
    response: { 200: RecoveryCodes },
  },
} as const

export const removeSecondFactorRoute = {
  config: { permission: 'self', audit: ['account.factorRemoved'] },
  schema: { tags, summary: 'Tắt xác thực hai lớp', body: PasswordProof, response: { 204: Type.Null() } },
} as const

export const serviceRoute = {
  config: { permission: 'public' },
  schema: { tags, summary: 'Thông tin chung của hệ thống', response: { 200: ServiceView } },
} as const
