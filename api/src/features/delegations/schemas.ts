import { Type } from 'typebox'
import { DelegationList, DelegationView, NewDelegation } from '@ntm/shared/delegations/wire'

const tags = ['Ký thay']

export const listDelegationsRoute = {
  config: { permission: 'self' },
  schema: { tags, summary: 'Vai trò tôi giao ký thay và được giao, mới nhất trước', response: { 200: DelegationList } },
} as const

export const createDelegationRoute = {
  config: { permission: 'delegations.manage', audit: ['delegation.given'] },
  schema: {
    tags,
    summary: 'Giao một vai trò lãnh đạo của mình cho người khác ký thay từ ngày đến ngày',
    body: NewDelegation,
    response: { 201: DelegationView },
  },
} as const

export const endDelegationRoute = {
  config: { permission: 'self', audit: ['delegation.ended'] },
  schema: {
    tags,
    summary: 'Thôi giao, hoặc trả lại vai trò được giao',
    params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
    response: { 204: Type.Null() },
  },
} as const
