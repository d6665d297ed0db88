import type { AuditEventView } from '@ntm/shared/audit/wire'
import { isPeriod } from '@ntm/shared/periods/period'
import { countBits, countOf, fieldsOf, listOf, textOf, type Fields } from './read-unknown'
import { tell, type Change, type Describe, type Told, type Words } from './told'

/** “phiếu tháng 7/2019 của Xã Đắk Mar”, from `23512/2019-07/1`. */
export function nameSheet(key: string, words: Words): string {
  const [uid = '', period = '', revision = '1'] = key.split('/')
  const name = words.say('sheet', {
    period: isPeriod(period) ? words.format.period(period) : period,
    unit: words.unitName(uid) ?? words.say('unitByCode', { code: uid }),
  })
  return Number(revision) > 1 ? words.say('sheetRevision', { sheet: name, revision }) : name
}

function sheetEvent(key: string, changesOf: (event: AuditEventView, words: Words) => Change[] = () => []): Describe {
  return (event, words): Told =>
    tell(words.say(`said.${key}`, { sheet: nameSheet(event.subject.key, words) }), changesOf(event, words))
}

export const describeChanged = sheetEvent('sheetChanged', ({ old: before, new: after }, words) => {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const oldValues = new Map(listOf(was.values).map((value) => [value.measure, value]))
  const oldWords = new Map(listOf(was.criteria).map((said) => [said.number, said]))
  return [
    ...listOf(is.values).flatMap((value) => compareValues(oldValues.get(value.measure), value, words)),
    ...listOf(is.criteria).flatMap((said) => compareWords(oldWords.get(said.number), said, words)),
  ]
})

function compareValues(was: Fields | undefined, is: Fields, words: Words): Change[] {
  const measure = textOf(is.measure) ?? '?'
  const figure: Change = {
    label: words.say('measure', { measure }),
    old: was ? printValue(was, words) : null,
    new: printValue(is, words),
  }
  const note: Change = {
    label: words.say('note', { measure }),
    old: textOf(was?.note) ?? null,
    new: textOf(is.note) ?? null,
  }
  return [figure, note].filter((change) => change.old !== change.new)
}

function printValue({ value, numerator, denominator, notApplicable }: Fields, words: Words): string | null {
  if (notApplicable === true) return words.translate('ui.status.notApplicable')
  if (typeof value === 'boolean') return words.translate(value ? 'ui.status.met' : 'ui.status.notMet')
  const number = countOf(value)
  if (number === undefined) return null
  const [part, whole] = [countOf(numerator), countOf(denominator)]
  const { format } = words
  if (part === undefined || whole === undefined) return format.number(number)
  return `${format.number(number)} (${format.number(part)}/${format.number(whole)})`
}

const SPOKEN = ['obstacle', 'remedy', 'remedyDueOn', 'explanation'] as const

function compareWords(was: Fields | undefined, is: Fields, words: Words): Change[] {
  const number = countOf(is.number) ?? '?'
  const print = (field: string, value: unknown): string | null => {
    const text = textOf(value) ?? null
    return text !== null && field === 'remedyDueOn' ? words.format.day(text) : text
  }
  return SPOKEN.map((field) => ({
    label: words.say(`words.${field}`, { number }),
    old: print(field, was?.[field]),
    new: print(field, is[field]),
  })).filter((change) => change.old !== change.new)
}

export const describeSubmitted = sheetEvent('sheetSubmitted', ({ new: after }, words) => {
  const { receipt, metMask } = fieldsOf(after)
  const met = countBits(metMask)
  return [
    { label: words.say('receipt'), old: null, new: textOf(receipt) ?? null },
    { label: words.say('criteriaMet'), old: null, new: met === undefined ? null : String(met) },
  ].filter((change) => change.new !== null)
})

export const describeWithdrawn = sheetEvent('sheetWithdrawn')

export const describeReturned = sheetEvent('sheetReturned', ({ new: after }, words) =>
  listOf(fieldsOf(after).returned).map(({ indicator, reason }) => ({
    label: words.say('indicator', { indicator: textOf(indicator) ?? '?' }),
    old: null,
    new: textOf(reason) ?? null,
  })),
)

export const describeApproved = sheetEvent('sheetApproved', ({ new: after }, words) =>
  listOf(fieldsOf(after).overrules).map(({ number, criterion, result, reason }) => ({
    label: words.say('criterion', { number: countOf(number) ?? countOf(criterion) ?? '?' }),
    old: null,
    new: [words.translate(`ui.status.${textOf(result) ?? 'noData'}`), textOf(reason)].filter(Boolean).join(' – '),
  })),
)

export const describeConsolidated: Describe = ({ subject }, words) =>
  tell(
    words.say('said.consolidated', { period: isPeriod(subject.key) ? words.format.period(subject.key) : subject.key }),
  )

function listIndicators(value: unknown): string | null {
  const codes = listOf(fieldsOf(value).indicators).flatMap(({ indicator }) => textOf(indicator) ?? [])
  return codes.length === 0 ? null : codes.join(', ')
}

function dayChange(label: string, was: unknown, is: unknown, words: Words): Change[] {
  const print = (day: unknown): string | null =>
    textOf(day) === undefined ? null : words.format.day(textOf(day) ?? '')
  return textOf(is) === undefined || was === is ? [] : [{ label, old: print(was), new: print(is) }]
}

export const describeReopened = sheetEvent('sheetReopened', ({ new: after }, words) =>
  dayChange(words.say('editsUntil'), undefined, fieldsOf(after).expiresOn, words),
)

export const describeSheetConsolidated = sheetEvent('sheetConsolidated', ({ new: after }, words) => {
  const rejected = listIndicators(after)
  return rejected === null ? [] : [{ label: words.say('rejectedIndicators'), old: null, new: rejected }]
})

export const describeVerified: Describe = (event, words) => {
  const { verdict } = fieldsOf(event.new)
  const key = verdict === 'rejected' ? 'sheetRejected' : verdict === 'confirmed' ? 'sheetConfirmed' : 'sheetVerified'
  return sheetEvent(key, ({ new: after }) => [
    { label: words.say('indicators'), old: null, new: listIndicators(after) },
  ])(event, words)
}

export const describePeriodChanged: Describe = ({ subject, old: before, new: after }, words) => {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const period = isPeriod(subject.key) ? words.format.period(subject.key) : subject.key
  return tell(words.say('said.periodChanged', { period }), [
    ...dayChange(words.say('dueOn'), was.dueOn, is.dueOn, words),
    ...dayChange(words.say('locksOn'), was.locksOn, is.locksOn, words),
  ])
}
