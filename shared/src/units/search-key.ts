/**
 * What two spellings of a name share for search: "Đắk Mar", "đăk  mar" and "dak mar" all give `dak mar`.
 *
 * Case, marks and apostrophes go, đ is d; to be applied to both the name and what is typed.
 */
export function searchKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/['’‘ʼ]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
