import { Type } from 'typebox'
import { WorkView } from '@ntm/shared/work/wire'
import { ClosedObject, OneOf } from '@ntm/shared/wire/parts'

export const workRoute = {
  config: { permission: 'self' },
  schema: {
    tags: ['Việc cần làm'],
    summary: 'Việc đang chờ người dùng, gấp nhất trước',
    querystring: Type.Object({ for: Type.Optional(OneOf(['me'])) }, ClosedObject),
    response: { 200: WorkView },
  },
} as const
