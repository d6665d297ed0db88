import type { SearchView } from '@ntm/shared/search/wire'
import { searchKey } from '@ntm/shared/units/search-key'
import type { FoundName, FoundSheet } from './queries.js'

/** Other names are told only where the present one does not have what was typed. */
export function presentSearch(
  words: readonly string[],
  units: readonly FoundName[],
  sheets: readonly FoundSheet[],
): SearchView {
  return {
    units: units.map(({ unit, parent, aliases, validFrom, validTo }) => {
      const name = searchKey(unit.name)
      const isPlain = words.every((word) => name.includes(word) || unit.code.startsWith(word))
      return { unit, parent, aliases: isPlain ? [] : aliases, validFrom, validTo }
    }),
    sheets: sheets.map(({ unit, parent, period, status }) => ({ unit, parent, period, status })),
  }
}
