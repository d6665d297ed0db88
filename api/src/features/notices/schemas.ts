import { Type } from 'typebox'
import { MailChoice, MailView, NoticePage, ReadingRequest, UnreadNotices } from '@ntm/shared/reminders/wire'
import { ClosedObject, PageQuery } from '@ntm/shared/wire/parts'

const tags = ['Thông báo']

export const listNoticesRoute = {
  config: { permission: 'self' },
  schema: {
    tags,
    summary: 'Thông báo cho cơ quan, đơn vị của tôi còn hiệu lực: chưa đọc trước, mới nhất trước',
    querystring: Type.Object(PageQuery, ClosedObject),
    response: { 200: NoticePage },
  },
} as const

export const countUnreadRoute = {
  config: { permission: 'self' },
  schema: { tags, summary: 'Số thông báo tôi chưa đọc', response: { 200: UnreadNotices } },
} as const

export const readNoticeRoute = {
  config: { permission: 'self', audit: ['notice.read'] },
  schema: {
    tags,
    summary: 'Đánh dấu đã đọc một thông báo',
    params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
    response: { 200: UnreadNotices },
  },
} as const

export const readNoticesRoute = {
  config: { permission: 'self', audit: ['notice.allRead'] },
  schema: {
    tags,
    summary: 'Đánh dấu đã đọc mọi thông báo đến thông báo đã thấy',
    body: ReadingRequest,
    response: { 200: UnreadNotices },
  },
} as const

export const readMailRoute = {
  config: { permission: 'self' },
  schema: { tags, summary: 'Tôi nhận thư tổng hợp ở địa chỉ nào', response: { 200: MailView } },
} as const

export const setMailRoute = {
  config: { permission: 'self', audit: ['account.mailSet'] },
  schema: {
    tags,
    summary: 'Đặt địa chỉ nhận thư tổng hợp của mình, hoặc thôi nhận',
    body: MailChoice,
    response: { 200: MailView },
  },
} as const
