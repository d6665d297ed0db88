import type { FastifySchemaValidationError } from 'fastify'
import type { ProblemError } from '@ntm/shared/problems/wire'

/** What a refused field says, by the JSON Schema keyword that refused it. */
const MESSAGES: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: ({ missingProperty }) => `Thiếu trường “${String(missingProperty)}”.`,
  additionalProperties: ({ additionalProperty }) => `Không có trường “${shorten(String(additionalProperty))}”.`,
  type: ({ type }) => `Sai kiểu dữ liệu: cần ${[type].flat().map(nameType).join(' hoặc ')}.`,
  enum: ({ allowedValues }) => `Chỉ nhận một trong: ${[allowedValues].flat().join(', ')}.`,
  pattern: () => 'Không đúng dạng quy định.',
  format: ({ format }) => (format === 'date' ? 'Không phải một ngày YYYY-MM-DD.' : 'Không đúng dạng quy định.'),
  minimum: ({ limit }) => `Nhỏ nhất là ${String(limit)}.`,
  maximum: ({ limit }) => `Lớn nhất là ${String(limit)}.`,
  minLength: ({ limit }) => `Cần ít nhất ${String(limit)} ký tự.`,
  maxLength: ({ limit }) => `Dài quá ${String(limit)} ký tự.`,
  maxItems: ({ limit }) => `Nhiều quá ${String(limit)} mục.`,
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'chữ',
  number: 'số',
  integer: 'số nguyên',
  boolean: 'đúng/sai',
  object: 'đối tượng',
  array: 'danh sách',
  null: 'trống (null)',
}

/** Where a pointer starts: a body's own fields need no prefix. */
const PREFIXES: Readonly<Record<string, string>> = { body: '', querystring: '/query' }

function nameType(type: unknown): string {
  return TYPES[String(type)] ?? String(type)
}

/** More help nobody; a hostile body can have a hundred thousand. */
const FAULTS_AT_MOST = 100

/** One line a fault, with the JSON pointer of the field it is about; the first hundred. */
export function describeFaults(faults: readonly FastifySchemaValidationError[], context: string): ProblemError[] {
  const prefix = PREFIXES[context] ?? `/${context}`
  return faults.slice(0, FAULTS_AT_MOST).map(({ instancePath, keyword, params }) => {
    const { missingProperty, additionalProperty } = params
    const named = missingProperty ?? additionalProperty
    const pointer = `${prefix}${instancePath}${typeof named === 'string' ? `/${escapePointer(named)}` : ''}`
    const describe = MESSAGES[keyword]
    return { pointer, code: keyword, message: describe ? describe(params) : 'Giá trị không hợp lệ.' }
  })
}

function escapePointer(name: string): string {
  return shorten(name).replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Of a name that the sender made up, as much as tells it from others. */
function shorten(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 100)}…`
}
