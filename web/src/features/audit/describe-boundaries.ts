import { fieldsOf, textOf } from './read-unknown'
import { tell, type Describe } from './told'

/** Official boundaries come from a file that an operator loads on the server. */
export const describeBoundariesLoaded: Describe = ({ subject, new: after }, words) => {
  const { validFrom, source, decision, units } = fieldsOf(after)
  const day = textOf(validFrom)
  const unit = words.unitName(subject.key) ?? words.say('unitByCode', { code: subject.key })
  const told = (label: string, value: string | undefined) =>
    value === undefined ? undefined : { label: words.say(`boundaryFields.${label}`), old: null, new: value }
  return tell(words.say('said.boundariesLoaded', { unit, day: day === undefined ? '?' : words.format.day(day) }), [
    told('source', textOf(source)),
    told('decision', textOf(decision)),
    told('units', typeof units === 'number' ? words.format.integer(units) : undefined),
  ])
}
