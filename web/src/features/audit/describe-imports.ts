import { countOf, fieldsOf, listOf, textOf, textsOf } from './read-unknown'
import { tell, type Describe, type Words } from './told'

/** What was done with a file of figures, by the name that the file had. */
const fileEvent =
  (key: string): Describe =>
  ({ old: before, new: after }, words) => {
    const { fileName, period, periods, changed, source, sourceDate } = fieldsOf(after)
    const [month, sheets] = [showMonths(periods ?? period, words), countOf(changed)]
    const replaced = listOf(fieldsOf(before).replaced).length
    return tell(words.say(`said.${key}`, { file: textOf(fileName) ?? '?' }), [
      month === undefined ? undefined : { label: words.say('importFields.period'), old: null, new: month },
      textOf(source) === undefined
        ? undefined
        : { label: words.say('importFields.source'), old: null, new: textOf(source) ?? null },
      textOf(sourceDate) === undefined
        ? undefined
        : { label: words.say('importFields.sourceDate'), old: null, new: words.format.day(textOf(sourceDate) ?? '') },
      sheets === undefined
        ? undefined
        : {
            // No sheet stands behind results of past years.
            label: words.say(`importFields.${textOf(source) === undefined ? 'sheets' : 'communes'}`),
            old: null,
            new: words.format.number(sheets),
          },
      replaced === 0
        ? undefined
        : { label: words.say('importFields.replaced'), old: null, new: words.format.number(replaced) },
    ])
  }

function showMonths(value: unknown, { format }: Words): string | undefined {
  const months = Array.isArray(value) ? textsOf(value) : [textOf(value) ?? []].flat()
  return months.length === 0 ? undefined : months.map((month) => format.period(month)).join(', ')
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
