import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { cleanFileName } from '@ntm/shared/evidence/file-name'
import { AppError, conflict, notFound, unprocessable } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { tooLarge } from './incoming-file.js'
import { readMetadata } from './read-metadata.js'
import { abandonUploadRoute, beginUploadRoute, continueUploadRoute, readUploadRoute } from './schemas.js'
import { beginUpload, continueUpload, findUpload, removeUpload, UPLOAD_DAYS, type Upload } from './uploads.js'

/** Bytes of one piece. */
const PIECE_AT_MOST = 1024 * 1024
const DAY_MS = 86_400_000

/**
 * Files in pieces, by tus 1.0 (core, creation, expiration, termination); `app.ts` mounts this at `/api/v1/uploads`.
 * Why not a library: docs/decisions/0021.
 */
export const uploadRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addContentTypeParser(
    'application/offset+octet-stream',
    { parseAs: 'buffer', bodyLimit: PIECE_AT_MOST },
    (_request, body, done) => done(null, body),
  )
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('tus-resumable', '1.0.0').header('tus-max-size', String(app.evidence.bytesAtMost))
  })

  app.post('/', beginUploadRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const length = readCount(request.headers['upload-length'])
    if (length === undefined || length === 0) throw unprocessable('upload_length_required')
    if (length > app.evidence.bytesAtMost) throw tooLarge(app.evidence.bytesAtMost)
    const { filename = '', fingerprint = null } = readMetadata(request.headers['upload-metadata'] ?? '')
    const upload = await request.commitChange(reply, async (tx) => {
      const begun = await beginUpload(tx, { accountId, name: cleanFileName(filename), fingerprint, length })
      if (!begun) throw conflict('uploads_too_many')
      const event = {
        action: 'upload.begun',
        subject: { kind: 'upload', key: begun.id },
        new: { name: begun.name, length },
      }
      return { status: 201, body: presentUpload(begun), event: begun.received === 0 ? event : [] }
    })
    reply.header('location', `/api/v1/uploads/${upload.id}`)
    announce(reply, upload)
    return upload
  })

  app.get('/:id', readUploadRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const upload = await findUpload(app.db, request.params.id, accountId)
    if (!upload) throw notFound('upload_not_found')
    announce(reply, presentUpload(upload))
    return presentUpload(upload)
  })

  app.patch('/:id', continueUploadRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const { id } = request.params
    const piece: unknown = request.body
    if (!(await findUpload(app.db, id, accountId))) throw notFound('upload_not_found')
    if (!Buffer.isBuffer(piece)) throw new AppError('unsupported_media_type', 415)
    const offset = readCount(request.headers['upload-offset'])
    if (offset === undefined) throw conflict('upload_offset_wrong')
    return request.commitChange(reply, async (tx) => {
      const upload = await continueUpload(tx, { id, accountId, offset, piece })
      if (!upload) throw conflict('upload_offset_wrong')
      announce(reply, presentUpload(upload))
      const { name, length, received } = upload
      const event = { action: 'upload.completed', subject: { kind: 'upload', key: id }, new: { name, length } }
      return { status: 204, body: null, event: received === length && piece.length > 0 ? event : [] }
    })
  })

  app.delete('/:id', abandonUploadRoute, async (request, reply) => {
    const { accountId } = requireActor(request)
    const { id } = request.params
    return request.commitChange(reply, async (tx) => {
      if (!(await removeUpload(tx, id, accountId))) throw notFound('upload_not_found')
      return { status: 204, body: null, event: { action: 'upload.abandoned', subject: { kind: 'upload', key: id } } }
    })
  })
}

function announce(reply: FastifyReply, { length, offset }: { length: number; offset: number }): void {
  reply.header('upload-length', String(length)).header('upload-offset', String(offset))
  reply.header('upload-expires', new Date(Date.now() + UPLOAD_DAYS * DAY_MS).toUTCString())
}

function presentUpload({ id, length, received }: Upload) {
  return { id, length, offset: received }
}

/** A count of bytes that an integer column can hold. */
function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
