import { searchKey } from './search-key.js'

interface Named {
  name: string
  aliases: readonly string[]
}

/**
 * Whether a name as people write it is that of the unit: “xã Đăk Mar (huyện Đắk Hà)” is Đắk Mar.
 *
 * Marks, spaces, the type before the name and what stands in brackets behind it say nothing.
 */
export function isNameOf(written: string, unit: Named): boolean {
  const spelled = listSpellings(written)
  return listNameKeys(unit).some((key) => spelled.includes(key))
}

/** What a unit is found by in an index of many: keys of its name and aliases, any of {@link listSpellings} of what is written. */
export function listNameKeys({ name, aliases }: Named): string[] {
  return [name, ...aliases].map((known) => squeeze(searchKey(known)))
}

/** Keys of a name as people write it: with the type that may stand before it, and without. */
export function listSpellings(written: string): string[] {
  const bare = searchKey(written.normalize('NFC').replace(/\([^)]*\)\s*$/, ''))
  return [bare, bare.replace(/^(xa|phuong|thi tran|tt|x)[. ]\s*/, '')].map(squeeze)
}

function squeeze(key: string): string {
  return key.replaceAll(/[\s.,-]/g, '')
}
