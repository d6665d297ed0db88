/** Characters of a file's name that are kept; longer names are cut before their ending. */
export const LONGEST_NAME = 120

// Control and formatting characters (some turn text around and so hide an ending), and what file systems reserve.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu

/**
 * The name under which a file is kept and given back: Vietnamese as it is, composed (NFC), without folders, control
 * characters or a leading dot; “minh-chung” where nothing is left.
 */
export function cleanFileName(given: string): string {
  const last = given.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(UNSAFE, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/, '')
    .trim()
  const name = clean.replaceAll('\uFFFD', '') || 'minh-chung'
  const letters = [...name]
  if (letters.length <= LONGEST_NAME) return name
  const ending = /\.[^.\s]{1,10}$/u.exec(name)?.[0] ?? ''
  return (
    letters
      .slice(0, LONGEST_NAME - ending.length)
      .join('')
      .trimEnd() + ending
  )
}
