import { Type } from 'typebox'
import { ClosedObject, PlainText } from '@ntm/shared/wire/parts'

const tags = ['Phiên làm việc']

export const startOidcRoute = {
  config: { permission: 'public' },
  schema: {
    tags,
    summary: 'Chuyển trình duyệt tới nơi đăng nhập chung (OpenID Connect)',
    querystring: Type.Object({ returnTo: Type.Optional(PlainText(500)) }, ClosedObject),
    response: { 303: Type.Null() },
  },
} as const

export const finishOidcRoute = {
  config: { permission: 'public', audit: ['session.started', 'session.refused'] },
  schema: {
    tags,
    summary: 'Trở về từ nơi đăng nhập chung',
    // What a provider sends back beside `code` and `state` is its own affair: `iss`, `session_state` and more.
    querystring: Type.Object({}, { additionalProperties: true }),
    response: { 303: Type.Null() },
  },
} as const
