import { Type } from 'typebox'
import { ClosedObject } from '@ntm/shared/wire/parts'

const events = Type.Unsafe<never>({ type: 'string', description: 'text/event-stream' })

/** Seconds after which a stream ends and its reader comes back: to whichever copy has room, with the rights of then. */
export const LONGEST_STREAM = 900

export const eventsRoute = {
  config: { permission: 'self' },
  schema: {
    tags: ['Theo dõi thay đổi'],
    summary: 'Dòng sự kiện (server-sent events): nơi có thay đổi, ngay sau khi thay đổi được ghi',
    description:
      'Sự kiện "changes" nói nơi thay đổi, không có số liệu; "reload": có thay đổi không còn lưu, hãy hỏi lại tất cả; ' +
      '"session": quyền vừa đổi, hãy nối lại; "ended": phiên đã kết thúc. Gửi Last-Event-ID để nối tiếp, không sót, không lặp.',
    headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 8_000 })) }),
    querystring: Type.Object(
      {
        /** How long the stream may last; 0 tells only what was missed. */
        seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: LONGEST_STREAM })),
        /** Without Last-Event-ID: how long ago the oldest answer was read that is on show. */
        age: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600 })),
      },
      ClosedObject,
    ),
    response: { 200: { content: { 'text/event-stream': { schema: events } } } },
  },
} as const
