import type { FilledSheet } from './filled-sheet.js'
import type { PlannedCommune } from './planned-communes.js'
import { randomStream } from './random.js'

/** Measures answered from the top: the tour of the README begins at Đắk Mar's; Đắk Cấm has yet to ask its villages for 17.7. */
const FIXED_REACH: Readonly<Record<string, number>> = { '23311': 40, '23512': 33 }
/** Share of measures that are left for later on the way down. */
const SKIP_CHANCE = 0.07
/** Share of the criteria not met for which obstacle and remedy are written already. */
const WORDS_CHANCE = 0.65

/** What a commune that works its way down the sheet has filled in so far. */
export function keepDraft({ values, words }: FilledSheet, { commune, criteria }: PlannedCommune): FilledSheet {
  const random = randomStream('draft', commune.uid)
  const reach = FIXED_REACH[commune.uid] ?? random.integer(3, values.length - 2)
  const kept = values.slice(0, reach).filter(() => !random.chance(SKIP_CHANCE))
  const keptKeys = new Set(kept.map(({ measure }) => measure))
  const complete = criteria
    .filter(({ measures }) => measures.every(({ measure }) => keptKeys.has(measure.key)))
    .map(({ criterion }) => criterion.number)
  return {
    values: kept,
    words: words.filter(({ criterion }) => complete.includes(criterion) && random.chance(WORDS_CHANCE)),
  }
}
