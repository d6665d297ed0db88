import { fieldsOf, listOf, textOf, textsOf, type Fields } from './read-unknown'
import { tell, type Change, type Describe, type Words } from './told'

function print(field: string, value: unknown): string | null {
  if (field === 'unit') return textOf(fieldsOf(value).fullName) ?? null
  const texts = textsOf(value)
  return texts.length > 0 ? texts.join(', ') : (textOf(value) ?? null)
}

const SHOWN = ['name', 'unit', 'scopes', 'addresses'] as const

function compare(was: Fields | undefined, is: Fields, words: Words): Change[] {
  return SHOWN.filter((field) => was === undefined || JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({
      label: words.say(`client.${field}`),
      old: was ? print(field, was[field]) : null,
      new: print(field, is[field]),
    }))
    .filter((change) => change.old !== change.new)
}

export const describeClientCreated: Describe = ({ subject, new: after }, words) =>
  tell(
    words.say('said.clientCreated', { client: textOf(fieldsOf(after).name) ?? subject.key }),
    compare(undefined, fieldsOf(after), words),
  )

export const describeClientChanged: Describe = ({ subject, old: before, new: after }, words) => {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const client = textOf(is.name) ?? subject.key
  const [wasOff, isOff] = [textOf(was.disabledAt) !== undefined, textOf(is.disabledAt) !== undefined]
  const key = wasOff === isOff ? 'clientChanged' : isOff ? 'clientDisabled' : 'clientEnabled'
  return tell(words.say(`said.${key}`, { client }), key === 'clientChanged' ? compare(was, is, words) : [])
}

export const describeSecretAdded: Describe = ({ subject, new: after }, words) => {
  const until = textOf(listOf(fieldsOf(after).secrets).at(-1)?.expiresAt)
  return tell(words.say('said.secretAdded', { client: subject.key }), [
    until === undefined
      ? undefined
      : { label: words.say('client.expiresAt'), old: null, new: words.format.instant(until) },
  ])
}

export const describeClientSignedIn: Describe = ({ subject, new: after }, words) => {
  const { scope, address } = fieldsOf(after)
  return tell(words.say('said.clientSignedIn', { client: subject.key, address: textOf(address) ?? '?' }), [
    { label: words.say('client.scopes'), old: null, new: textOf(scope) ?? null },
  ])
}

/** Why a client was refused, by the words that the service writes down. */
const REFUSALS: Readonly<Record<string, string>> = {
  'client disabled': 'clientDisabled',
  'wrong secret': 'wrongSecret',
  'secret expired': 'secretExpired',
  'address not allowed': 'addressNotAllowed',
  'scope not granted': 'scopeNotGranted',
}

export const describeClientRefused: Describe = ({ subject, new: after, reason }, words) => {
  const address = textOf(fieldsOf(after).address) ?? (subject.kind === 'address' ? subject.key : '?')
  const known = REFUSALS[reason ?? '']
  const why = known === undefined ? (reason ?? '') : words.say(`refusals.${known}`)
  return tell(
    subject.kind === 'client'
      ? words.say('said.clientRefused', { client: subject.key, address, why })
      : words.say('said.clientUnknown', { address }),
  )
}
