import { countOf, fieldsOf, listOf, textOf, type Fields } from './read-unknown'
import { tell, type Change, type Describe, type Words } from './told'

/** An event about a village, told with its code, and its name where the event says it. */
function villageEvent(key: string): Describe {
  return ({ subject, old: before, new: after }, words) => {
    const [was, is] = [fieldsOf(before), fieldsOf(after)]
    const name = [textOf(is.type), textOf(is.name)].filter((part) => part !== undefined).join(' ')
    const village = name === '' ? subject.key : `${name} (${subject.key})`
    return tell(words.say(`said.${key}`, { village }), listChanges(was, is, words))
  }
}

export const describeVillageAdded = villageEvent('villageAdded')
export const describeVillageChanged = villageEvent('villageChanged')
export const describeVillageEnded = villageEvent('villageEnded')

function listChanges(was: Fields, is: Fields, words: Words): Change[] {
  const changes = [
    { label: words.say('villageFacts.name'), old: textOf(was.name), new: textOf(is.name) },
    { label: words.say('villageFacts.households'), old: printCount(was, words), new: printCount(is, words) },
    { label: words.say('villageFacts.hardship'), old: printHardship(was), new: printHardship(is) },
    { label: words.say('villageFacts.lastDay'), old: undefined, new: printDay(is.lastDay, words) },
    { label: words.say('villageFacts.basis'), old: undefined, new: textOf(is.basis) },
  ]
  return changes
    .map((change) => ({ label: change.label, old: change.old ?? null, new: change.new ?? null }))
    .filter((change) => change.old !== change.new)
}

/** Counts come latest first; a village that was added has the one that it was added with. */
function printCount({ households }: Fields, { format }: Words): string | undefined {
  const latest = Array.isArray(households) ? listOf(households)[0] : fieldsOf(households)
  const count = countOf(latest?.households)
  return count === undefined ? undefined : format.integer(count)
}

function printHardship({ hardships, hardship }: Fields): string | undefined {
  return textOf((listOf(hardships)[0] ?? fieldsOf(hardship)).decision)
}

function printDay(day: unknown, { format }: Words): string | undefined {
  const text = textOf(day)
  return text === undefined ? undefined : format.day(text)
}
