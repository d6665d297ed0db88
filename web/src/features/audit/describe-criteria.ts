import { countOf, fieldsOf, textOf, type Fields } from './read-unknown'
import { tell, type Change, type Describe, type Words } from './told'

/** `xa-2016-2020/11.1` names a criteria set and what is in it. */
function readKey(key: string): { set: string; code: string } {
  const [set = '', code = ''] = key.split('/')
  return { set, code }
}

function compare(label: string, was: string | undefined, is: string | undefined): Change | undefined {
  return was === is ? undefined : { label, old: was ?? null, new: is ?? null }
}

/** Whose threshold it is: one commune's or everybody's, of one year or of all. */
function nameScope({ unit, year }: Fields, words: Words): string {
  const uid = textOf(unit)
  const place =
    uid === undefined
      ? words.say('threshold.everywhere')
      : (words.unitName(uid) ?? words.say('unitByCode', { code: uid }))
  const inYear = countOf(year)
  return inYear === undefined ? place : `${place}, ${words.say('threshold.inYear', { year: inYear })}`
}

function printValue({ value, confirmed }: Fields, words: Words): string | undefined {
  const number = countOf(value)
  if (number === undefined) return undefined
  const printed = words.format.number(number)
  return confirmed === false ? `${printed} (${words.say('threshold.unconfirmed')})` : printed
}

function thresholdEvent(key: string): Describe {
  return ({ subject, old: before, new: after }, words) => {
    const [was, is] = [fieldsOf(before), fieldsOf(after)]
    const [sheets, changed] = [countOf(is.sheets), countOf(is.changed)]
    const isJudgedAnew = sheets !== undefined && changed !== undefined && sheets > 0
    return tell(words.say(`said.${key}`, readKey(subject.key)), [
      compare(words.say('threshold.value'), printValue(was, words), printValue(is, words)),
      { label: words.say('threshold.scope'), old: null, new: nameScope(is, words) },
      compare(words.say('threshold.legalBasis'), textOf(was.legalBasis), textOf(is.legalBasis)),
      compare(words.say('threshold.note'), textOf(was.note), textOf(is.note)),
      isJudgedAnew
        ? {
            label: words.say('threshold.judgedAnew'),
            old: null,
            new: words.say('threshold.sheets', { sheets, changed }),
          }
        : undefined,
    ])
  }
}

export const describeThresholdConfirmed = thresholdEvent('thresholdConfirmed')
export const describeThresholdCorrected = thresholdEvent('thresholdCorrected')

export const describeLeadChanged: Describe = ({ subject, old: before, new: after }, words) => {
  const print = (value: unknown): string | undefined => {
    const { agency, from } = fieldsOf(value)
    const [code, day] = [textOf(agency), textOf(from)]
    if (code === undefined) return undefined
    const name = words.agencyName(code) ?? code
    return day === undefined ? name : `${name}, ${words.say('since', { day: words.format.day(day) })}`
  }
  return tell(words.say('said.leadChanged', readKey(subject.key)), [
    compare(words.say('leadAgency'), print(before), print(after)),
    compare(words.say('threshold.legalBasis'), textOf(fieldsOf(before).legalBasis), textOf(fieldsOf(after).legalBasis)),
  ])
}

export const describeSetPublished: Describe = ({ subject, new: after }, words) => {
  const from = textOf(fieldsOf(after).validFrom)
  return tell(words.say('said.setPublished', { set: subject.key }), [
    from === undefined ? undefined : { label: words.say('validFrom'), old: null, new: words.format.day(from) },
  ])
}
