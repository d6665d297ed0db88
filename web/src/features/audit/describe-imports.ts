import { countOf, fieldsOf, textOf } from './read-unknown'
import { tell, type Describe } from './told'

/** What was done with a file of figures, by the name that the file had. */
const fileEvent =
  (key: string): Describe =>
  ({ new: after }, words) => {
    const { fileName, period, changed, source, sourceDate } = fieldsOf(after)
    const [month, sheets] = [textOf(period), countOf(changed)]
    return tell(words.say(`said.${key}`, { file: textOf(fileName) ?? '?' }), [
      month === undefined
        ? undefined
        : { label: words.say('importFields.period'), old: null, new: words.format.period(month) },
      textOf(source) === undefined
        ? undefined
        : { label: words.say('importFields.source'), old: null, new: textOf(source) ?? null },
      textOf(sourceDate) === undefined
        ? undefined
        : { label: words.say('importFields.sourceDate'), old: null, new: words.format.day(textOf(sourceDate) ?? '') },
      sheets === undefined
        ? undefined
        : { label: words.say('importFields.sheets'), old: null, new: words.format.number(sheets) },
    ])
  }

/** A template with the figures of a unit's communes, taken out of the system. */
export const describeTemplate: Describe = ({ subject, new: after }, words) => {
  const { period, communes } = fieldsOf(after)
  const [month, count] = [textOf(period), countOf(communes)]
  return tell(words.say('said.templateDownloaded', { unit: words.unitName(subject.key) ?? subject.key }), [
    month === undefined
      ? undefined
      : { label: words.say('importFields.period'), old: null, new: words.format.period(month) },
    count === undefined
      ? undefined
      : { label: words.say('importFields.communes'), old: null, new: words.format.number(count) },
  ])
}

export const describeSent = fileEvent('importSent')
export const describeConfirmed = fileEvent('importConfirmed')
export const describeApplied = fileEvent('importApplied')
export const describeUndoing = fileEvent('importUndoing')
export const describeUndone = fileEvent('importUndone')
