import { searchKey } from './search-key.js'

/**
 * Whether a name as people write it is that of the unit: “xã Đăk Mar (huyện Đắk Hà)” is Đắk Mar.
 *
 * Marks, spaces, the type before the name and what stands in brackets behind it say nothing.
 */
export function isNameOf(written: string, { name, aliases }: { name: string; aliases: readonly string[] }): boolean {
  const bare = searchKey(written.normalize('NFC').replace(/\([^)]*\)\s*$/, ''))
  const spelled = [bare, bare.replace(/^(xa|phuong|thi tran|tt|x)[. ]\s*/, '')].map(squeeze)
  return [name, ...aliases].some((known) => spelled.includes(squeeze(searchKey(known))))
}

function squeeze(key: string): string {
  return key.replaceAll(/[\s.,-]/g, '')
}
