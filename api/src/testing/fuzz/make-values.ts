import fc, { type Arbitrary } from 'fast-check'
import { HOSTILE_VALUES, LIKELY, LIKELY_FORMS } from './likely-values.js'

export interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  anyOf?: JsonSchema[]
}

/** Puts now and then something else in the place of what belongs there; or does not, where all shall be as it should. */
export type Spoil = (value: Arbitrary<unknown>) => Arbitrary<unknown>

export const spoilNothing: Spoil = (value) => value
/** One part in eight is hostile. */
export const spoilSome: Spoil = (value) =>
  fc.oneof({ weight: 7, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...HOSTILE_VALUES) })

/** Bytes that a text made up here has at most; the limits of the fields are tried by `likely-values.ts`. */
const LONGEST = 40

/** What the schema asks for, more or less. */
export function valueOf(schema: JsonSchema, name: string, spoil: Spoil): Arbitrary<unknown> {
  const likely = LIKELY[name]
  if (likely) return fc.constantFrom(...likely)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valueOf(each, name, spoil)))
  const types = [schema.type ?? 'string'].flat()
  return fc.oneof(...types.map((type) => typedValue(type, schema, name, spoil)))
}

function typedValue(type: string, schema: JsonSchema, name: string, spoil: Spoil): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integerOf(schema)
    case 'number':
      return fc.double({ min: -1, max: 120, noNaN: true })
    case 'array':
      return arrayOf(schema, name, spoil)
    case 'object':
      return objectOf(schema, spoil)
    default:
      return textOf(schema)
  }
}

/** Small ones: those of records that there are. */
function integerOf({ minimum = -5, maximum = 600 }: JsonSchema): Arbitrary<number> {
  return fc.integer({ min: minimum, max: Math.max(minimum, Math.min(maximum, minimum + 600)) })
}

function arrayOf({ items = {}, minItems = 0, maxItems = 4 }: JsonSchema, name: string, spoil: Spoil) {
  return fc.array(spoil(valueOf(items, name, spoil)), { minLength: minItems, maxLength: Math.min(maxItems, 4) })
}

function objectOf({ properties = {}, required = [] }: JsonSchema, spoil: Spoil): Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, spoil(valueOf(schema, name, spoil))]),
  )
  const object = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (spoil === spoilNothing) return object
  const extra = fc.option(fc.constantFrom('status', 'role', 'version', 'constructor'), { freq: 12 })
  return fc.tuple(object, extra).map(([value, name]) => (name === null ? value : { ...value, [name]: 'approved' }))
}

function textOf({ format, pattern, minLength = 0, maxLength = LONGEST }: JsonSchema): Arbitrary<unknown> {
  if (format === 'date') return fc.constantFrom('2019-07-22', '2019-07-25', '1000-01-01', '9999-12-31', '2019-08-31')
  if (format === 'date-time') return fc.constantFrom(...instants())
  if (format === 'uuid') return fc.uuid()
  if (pattern !== undefined) {
    const made = fc.stringMatching(new RegExp(pattern))
    const likely = LIKELY_FORMS[pattern]
    return likely === undefined ? made : fc.oneof(made, fc.constantFrom(...likely))
  }
  return fc.string({ unit: 'binary', minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) })
}

/** Long past, a leap second, at the ends of what can be written, and (by the clock, whatever the seed) a while ahead. */
function instants(): string[] {
  const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString()
  return [ahead, ahead, '2019-07-22T01:00:00Z', '2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']
}
