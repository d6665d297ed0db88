import { countOf, fieldsOf, textOf } from './read-unknown'
import { tell, type Describe } from './told'

export const describeStarted: Describe = ({ new: after }, words) => {
  const { secondFactor, provider } = fieldsOf(after)
  if (textOf(provider) !== undefined)
    return tell(words.say('said.startedOutside', { provider: textOf(provider) ?? '' }))
  if (secondFactor === 'code') return tell(words.say('said.startedWithCode'))
  if (secondFactor === 'recoveryCode') return tell(words.say('said.startedWithRecoveryCode'))
  return tell(words.say('said.started'))
}

/** Why a sign-in was refused, by the words that the service writes down. */
const REFUSALS: Readonly<Record<string, string>> = {
  'unknown name': 'unknownName',
  'account disabled': 'disabled',
  'wrong password': 'wrongPassword',
  'one-time password lapsed': 'oneTimeLapsed',
  'second factor due': 'factorDue',
  'wrong second factor': 'wrongFactor',
  'the way back from the provider does not fit': 'wrongReturn',
  'cancelled at the provider': 'cancelled',
}

export const describeRefused: Describe = ({ subject, new: after, reason }, words) => {
  const address = textOf(fieldsOf(after).address) ?? (subject.kind === 'address' ? subject.key : '?')
  const known = REFUSALS[reason ?? '']
  const why = known === undefined ? (reason ?? '') : words.say(`refusals.${known}`)
  return tell(
    subject.kind === 'account'
      ? words.say('said.refused', { username: subject.key, address, why })
      : known === undefined || known === 'unknownName'
        ? words.say('said.refusedUnknown', { address })
        : words.say('said.refusedThere', { address, why }),
  )
}

/** Ways to ask that change nothing. */
const READS: readonly string[] = ['GET', 'HEAD']

export const describeAccessRefused: Describe = ({ new: after }, words) => {
  const { method, path } = fieldsOf(after)
  const said = READS.includes(textOf(method) ?? '') ? 'said.readRefused' : 'said.changeRefused'
  return tell(words.say(said, { path: textOf(path) ?? '?' }))
}

export const describeRenewed: Describe = (_event, words) => tell(words.say('said.renewed'))

const ENDS: Readonly<Record<string, string>> = {
  'signed out': 'signedOut',
  'ended by its owner': 'endedOne',
  'refresh token used twice': 'endedStolen',
}

export const describeEnded: Describe = ({ reason }, words) => tell(words.say(`said.${ENDS[reason ?? ''] ?? 'ended'}`))

export const describeOthersEnded: Describe = ({ new: after }, words) =>
  tell(words.say('said.othersEnded', { count: countOf(fieldsOf(after).sessionsEnded) ?? 0 }))
