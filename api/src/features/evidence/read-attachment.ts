import type { Multipart } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { AttachFields, type AttachRequest } from '@ntm/shared/evidence/wire'
import { AppError, unprocessable } from '../../errors.js'
import { describeFaults } from '../../plugins/validation-messages.js'
import { tooLarge, withIncoming, type IncomingFile } from './incoming-file.js'

export interface Sent {
  fields: AttachFields
  /** The file that came with a form, and the name that its sender gave it; a part may be a file by its type alone. */
  file: (IncomingFile & { given: string | undefined }) | undefined
  upload: string | undefined
  evidence: string | undefined
}

/**
 * Reads what is to be attached, in either form, and hands it to `work` while a file that came with it lies on the disk.
 *
 * @throws AppError 422 unless it names exactly one source.
 */
export async function withSent<T>(request: FastifyRequest, work: (sent: Sent) => Promise<T>): Promise<T> {
  if (request.isMultipart()) return withForm(request, work)
  const { upload, evidence, ...fields } = (request.body ?? {}) as AttachRequest
  if ((upload === undefined) === (evidence === undefined)) throw unprocessable('evidence_file_required')
  return work({ fields, file: undefined, upload, evidence })
}

async function withForm<T>(request: FastifyRequest, work: (sent: Sent) => Promise<T>): Promise<T> {
  const { evidence } = request.server
  const parts = request.parts({ limits: { fileSize: evidence.bytesAtMost } })
  const texts: Record<string, unknown> = {}
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const part: Multipart = next.value
    if (part.type === 'field') {
      keepField(texts, part)
      continue
    }
    return withIncoming(refuseCut(part.file, evidence.bytesAtMost), evidence, async (incoming) => {
      const file = { ...incoming, given: part.filename }
      // Fields may stand after the file too.
      for await (const later of parts) {
        if (later.type !== 'field') throw new AppError('too_many_parts', 413)
        keepField(texts, later)
      }
      const fields = checkFields(request, texts)
      // By this an Idempotency-Key knows whether it is the same request.
      request.body = { ...fields, file: file.hash }
      return work({ fields, file, upload: undefined, evidence: undefined })
    })
  }
  throw unprocessable('evidence_file_required')
}

/** The library ends a stream that has become too long as if it were whole. */
async function* refuseCut(
  stream: AsyncIterable<Uint8Array> & { truncated?: boolean },
  bytesAtMost: number,
): AsyncGenerator<Uint8Array> {
  yield* stream
  if (stream.truncated === true) throw tooLarge(bytesAtMost)
}

/** A field that was left empty says nothing. */
function keepField(
  texts: Record<string, unknown>,
  part: { fieldname: string; value: unknown; fieldnameTruncated: boolean; valueTruncated: boolean },
): void {
  if (part.valueTruncated || part.fieldnameTruncated) throw new AppError('malformed_request', 400)
  if (Object.hasOwn(texts, part.fieldname)) throw new AppError('malformed_request', 400)
  if (part.value !== '') texts[part.fieldname] = part.value
}

/** As a query is read: everything is text. @throws AppError 400 naming every field that is malformed. */
function checkFields(request: FastifyRequest, texts: Record<string, unknown>): AttachFields {
  const check = request.compileValidationSchema(AttachFields, 'querystring')
  if (!check(texts)) {
    throw new AppError('malformed_request', 400, { errors: describeFaults(check.errors ?? [], 'body') })
  }
  return texts
}
