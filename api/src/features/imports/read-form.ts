import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { LARGEST_FILE } from '@ntm/shared/imports/limits'
import { ImportFields, type ImportKind } from '@ntm/shared/imports/wire'
import { AppError, unprocessable } from '../../errors.js'
import { describeFaults } from '../../plugins/validation-messages.js'
import { openFile } from '../../spreadsheets/open-file.js'
import { RefusedFile } from '../../spreadsheets/refused-file.js'
import { FILE_FAULTS } from './messages.js'
import type { PastSource } from './write-imports.js'

const LONGEST_NAME = 200

export interface SentFile {
  name: string
  content: Buffer
  sha256: Buffer
  format: 'xlsx' | 'csv'
  fields: ImportFields
  kind: ImportKind
  past: PastSource | null
}

/**
 * The file of a form and the fields beside it, once it was looked at from outside: nothing of it was read yet.
 *
 * @throws AppError 413 when it is too large, 422 when it is no file to be read, or a field is wrong.
 */
export async function readForm(request: FastifyRequest): Promise<SentFile> {
  const fields: Record<string, string> = {}
  let file: { name: string; content: Buffer } | undefined
  for await (const part of request.parts({ limits: { fileSize: LARGEST_FILE } })) {
    if (part.type === 'file') file = { name: cleanName(part.filename), content: await part.toBuffer() }
    else if (typeof part.value === 'string') fields[part.fieldname] = part.value.normalize('NFC').trim()
  }
  checkFields(request, fields)
  if (!file) throw new AppError('import_without_file', 422)
  const sha256 = createHash('sha256').update(file.content).digest()
  // What is kept for an `Idempotency-Key`: the same file with the same fields is the same request.
  request.body = { sha256: sha256.toString('hex'), fields }
  const { kind = 'sheets' } = fields
  return { ...file, sha256, format: await formatOf(file.content), fields, kind, past: readSource(kind, fields) }
}

/** By the rules of every other request. @throws AppError 400 naming every field that is malformed. */
function checkFields(request: FastifyRequest, fields: Record<string, string>): asserts fields is ImportFields {
  const check = request.compileValidationSchema(ImportFields, 'querystring')
  if (!check(fields)) {
    throw new AppError('malformed_request', 400, { errors: describeFaults(check.errors ?? [], 'body') })
  }
}

/** Past results say what they are taken from; figures of sheets have no such thing. */
function readSource(kind: ImportKind, { source, sourceDate, replaces }: ImportFields): PastSource | null {
  const hasAny = source !== undefined || sourceDate !== undefined || replaces !== undefined
  if (kind === 'sheets' && hasAny) throw new AppError('malformed_request', 400)
  if (kind === 'sheets') return null
  if (!source || sourceDate === undefined) throw new AppError('import_without_source', 422)
  return { source, sourceDate, replaces: replaces === 'true' }
}

async function formatOf(content: Buffer): Promise<'xlsx' | 'csv'> {
  try {
    return (await openFile(content)).format
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    throw unprocessable('import_refused', [{ pointer: '/file', code: error.fault, message: FILE_FAULTS[error.fault] }])
  }
}

/** A name to show, never one to open: without folders and control characters. */
function cleanName(name: string | undefined): string {
  const last = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replaceAll(/[\p{C}]/gu, '').trim()
  return clean === '' ? 'khong-ten' : clean.slice(-LONGEST_NAME)
}
