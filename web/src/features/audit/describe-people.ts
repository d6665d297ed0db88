import { countOf, fieldsOf, listOf, textOf, type Fields } from './read-unknown'
import { tell, type Change, type Describe, type Words } from './told'

/** A role as an audit row keeps it: “Cán bộ huyện · Huyện Đắk Hà, đến hết 31/12/2019”. */
function nameRole({ role, unit, agency, to }: Fields, words: Words): string {
  const key = `shell.roles.${textOf(role) ?? ''}`
  const name = words.isKnown(key) ? words.translate(key) : (textOf(role) ?? '?')
  const [uid, code] = [textOf(unit), textOf(agency)]
  const place =
    uid === undefined
      ? code && (words.agencyName(code) ?? code)
      : (words.unitName(uid) ?? words.say('unitByCode', { code: uid }))
  const last = textOf(to)
  const until = last === undefined ? '' : `, ${words.say('until', { day: words.format.day(last) })}`
  return `${place === undefined ? name : `${name} · ${place}`}${until}`
}

/** Roles that were there before and are no more, then those that are new. */
function compareRoles(before: unknown, after: unknown, words: Words): Change[] {
  const was = listOf(fieldsOf(before).roles).map((role) => nameRole(role, words))
  const is = listOf(fieldsOf(after).roles).map((role) => nameRole(role, words))
  const label = words.say('role')
  return [
    ...was.filter((role) => !is.includes(role)).map((role) => ({ label, old: role, new: null })),
    ...is.filter((role) => !was.includes(role)).map((role) => ({ label, old: null, new: role })),
  ]
}

function endedSessions(value: unknown, words: Words): Change | undefined {
  const count = countOf(fieldsOf(value).sessionsEnded)
  return count === undefined || count === 0
    ? undefined
    : { label: words.say('sessionsEnded'), old: null, new: words.format.integer(count) }
}

/** An event about the account in its subject, told with the account's user name. */
function accountEvent(key: string): Describe {
  return ({ subject, new: after }, words) =>
    tell(words.say(`said.${key}`, { username: subject.key }), [endedSessions(after, words)])
}

export const describeCreated: Describe = ({ subject, new: after }, words) => {
  const { displayName } = fieldsOf(after)
  return tell(words.say('said.accountCreated', { username: subject.key }), [
    { label: words.say('displayName'), old: null, new: textOf(displayName) ?? null },
    ...compareRoles(undefined, after, words),
  ])
}

export const describeRenamed: Describe = ({ subject, old: before, new: after }, words) =>
  tell(words.say('said.accountRenamed', { username: subject.key }), [
    {
      label: words.say('displayName'),
      old: textOf(fieldsOf(before).displayName) ?? null,
      new: textOf(fieldsOf(after).displayName) ?? null,
    },
  ])

export const describeRescoped: Describe = ({ subject, old: before, new: after }, words) =>
  tell(words.say('said.accountRescoped', { username: subject.key }), compareRoles(before, after, words))

export const describeDisabled = accountEvent('accountDisabled')
export const describeEnabled = accountEvent('accountEnabled')
export const describePasswordReset = accountEvent('passwordReset')
export const describePasswordChanged = accountEvent('passwordChanged')
export const describeFactorBegun = accountEvent('factorBegun')
export const describeFactorConfirmed = accountEvent('factorConfirmed')

export const describeFactorRemoved: Describe = (event, words) =>
  accountEvent(event.account === event.subject.key ? 'factorRemoved' : 'factorRemovedFor')(event, words)

export const describeDelegationGiven: Describe = ({ new: after }, words) => {
  const given = fieldsOf(after)
  const [from, until] = [textOf(given.from), textOf(given.until)]
  return tell(words.say('said.delegationGiven', { username: textOf(given.to) ?? '?' }), [
    { label: words.say('role'), old: null, new: nameRole({ role: given.role, unit: given.unit }, words) },
    {
      label: words.say('days'),
      old: null,
      new: from === undefined || until === undefined ? null : `${words.format.day(from)} – ${words.format.day(until)}`,
    },
  ])
}

export const describeDelegationEnded: Describe = ({ old: before }, words) => {
  const was = fieldsOf(before)
  const values = { giver: textOf(was.from) ?? '?', receiver: textOf(was.to) ?? '?' }
  return tell(words.say('said.delegationEnded', values), [
    { label: words.say('role'), old: nameRole({ role: was.role, unit: was.unit }, words), new: null },
  ])
}

export const describeMailSet: Describe = ({ new: after }, words) => {
  const { hasAddress, wantsDigest } = fieldsOf(after)
  return tell(words.say(hasAddress === true && wantsDigest === true ? 'said.mailOn' : 'said.mailOff'))
}

export const describeNoticeRead: Describe = (_event, words) => tell(words.say('said.noticeRead'))

export const describeNoticesRead: Describe = ({ new: after }, words) => {
  const { notices } = fieldsOf(after)
  return tell(words.say('said.noticesRead', { count: typeof notices === 'number' ? notices : '?' }))
}

function accountableEvent(key: string): Describe {
  const print = (value: unknown, words: Words): string | null => {
    const { name, title, from } = fieldsOf(value)
    const day = textOf(from)
    const since = day === undefined ? undefined : words.say('since', { day: words.format.day(day) })
    const text = [textOf(name), textOf(title), since].filter((part) => part !== undefined).join(', ')
    return text === '' ? null : text
  }
  return ({ subject, old: before, new: after }, words) =>
    tell(
      words.say(`said.${key}`, { unit: words.unitName(subject.key) ?? words.say('unitByCode', { code: subject.key }) }),
      [{ label: words.say('accountable'), old: print(before, words), new: print(after, words) }],
    )
}

export const describeAccountableNamed = accountableEvent('accountableNamed')
export const describeAccountableCorrected = accountableEvent('accountableCorrected')
