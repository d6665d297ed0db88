import { nameSheet } from './describe-sheets'
import { fieldsOf, textOf } from './read-unknown'
import { tell, type Change, type Describe, type Words } from './told'

const FIELDS = ['name', 'number', 'issuedOn', 'issuer', 'validFrom', 'validTo'] as const

/** A document of a commune, by the name that the event keeps. */
const namedEvent =
  (key: string): Describe =>
  ({ old: before, new: after }, words) =>
    tell(words.say(`said.${key}`, { name: nameIn(after) ?? nameIn(before) ?? '?' }))

export const describeAttached: Describe = ({ subject, new: after }, words) =>
  tell(words.say('said.evidenceAttached', { name: nameIn(after) ?? '?', sheet: nameSheet(subject.key, words) }))
export const describeDetached: Describe = ({ subject, old: before }, words) =>
  tell(words.say('said.evidenceDetached', { name: nameIn(before) ?? '?', sheet: nameSheet(subject.key, words) }))
export const describeMissing = namedEvent('evidenceMissing')
export const describeAltered = namedEvent('evidenceAltered')
export const describeRestored = namedEvent('evidenceRestored')
export const describeUploadBegun = namedEvent('uploadBegun')
export const describeUploadCompleted = namedEvent('uploadCompleted')
export const describeUploadAbandoned: Describe = (_event, words) => tell(words.say('said.uploadAbandoned'))

export const describeDescribed: Describe = ({ old: before, new: after }, words) =>
  tell(words.say('said.evidenceDescribed', { name: nameIn(after) ?? '?' }), compare(before, after, words))

function compare(before: unknown, after: unknown, words: Words): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return FIELDS.map((field) => ({
    label: words.say(`evidenceFields.${field}`),
    old: print(field, was[field], words),
    new: print(field, is[field], words),
  })).filter((change) => change.old !== change.new)
}

function print(field: (typeof FIELDS)[number], value: unknown, words: Words): string | null {
  const text = textOf(value) ?? null
  const isDay = field === 'issuedOn' || field === 'validFrom' || field === 'validTo'
  return text !== null && isDay ? words.format.day(text) : text
}

const nameIn = (fields: unknown): string | undefined => textOf(fieldsOf(fields).name)
