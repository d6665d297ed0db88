import { Ajv, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { isDay } from '@ntm/shared/periods/period'

const COMMON: Options = { allErrors: true, useDefaults: true, removeAdditional: false, strict: false }

/** What a person may write: anything PostgreSQL can keep, so neither NUL nor half a surrogate pair. */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ ...COMMON, ...options })
  addFormats.default(ajv)
  ajv.addFormat('plain-text', isPlainText)
  // Ours, because the usual one takes the year 0, which PostgreSQL does not know.
  ajv.addFormat('date', isDay)
  return ajv
}

/** In an address everything is text, so it is turned into what the schema wants; in a body nothing is. */
const ofAddress = createAjv({ coerceTypes: 'array' })
// 1e309 is Infinity once it is read, and no number. Not in an address: what is coerced would pass `maximum` unseen.
const ofBody = createAjv({ coerceTypes: false, strictNumbers: true })

export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? ofBody : ofAddress).compile(schema)
