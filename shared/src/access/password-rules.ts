import { searchKey } from '../units/search-key.js'
import { COMMON_FRAGMENTS, COMMON_RUNS } from './data/common-passwords.js'

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128

/** Signs of its own that a password must keep once everything common is taken out of it. */
const OWN_SIGNS = 4
/** Signs in a row on the keyboard or in the alphabet that count as common. */
const RUN = 4

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'personal'

/** Signs that stand for a letter by habit: `p@ssw0rd`. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/**
 * Why a new password is refused; undefined when it will do.
 *
 * Length and not being guessable is all that is asked (OWASP ASVS 5, section 6.2): no rule about capitals, digits or
 * signs. Lengths count characters as people do, not bytes.
 */
export function findPasswordFault(
  password: string,
  person: { username: string; displayName: string },
): PasswordFault | undefined {
  const { length } = [...password.normalize('NFC')]
  if (length < PASSWORD_MIN) return 'too_short'
  if (length > PASSWORD_MAX) return 'too_long'
  if (isGuessable(password, COMMON_FRAGMENTS)) return 'common'
  if (isGuessable(password, [...COMMON_FRAGMENTS, ...wordsOf(person)])) return 'personal'
  return undefined
}

function wordsOf({ username, displayName }: { username: string; displayName: string }): string[] {
  const name = searchKey(displayName)
  const words = [
    ...username.split(/[._-]/),
    username.replace(/[._-]/g, ''),
    ...name.split(' '),
    name.replaceAll(' ', ''),
  ]
  return words.filter((word) => word.length >= 2)
}

/** Whether next to nothing is left without common words, keyboard runs, figures and repetition. */
function isGuessable(password: string, fragments: readonly string[]): boolean {
  const plain = searchKey(password).replaceAll(' ', '')
  // A single figure among letters stands for one; a row of them is a year or a count.
  const meant = [...plain.replace(/\d{2,}/g, ' ')].map((sign) => LOOKALIKES[sign] ?? sign).join('')
  return [plain, meant].some((text) => countOwnSigns(text, fragments) < OWN_SIGNS)
}

function countOwnSigns(text: string, fragments: readonly string[]): number {
  const byLength = [...fragments].sort((a, b) => b.length - a.length)
  let rest = RUNS.reduce((left, run) => left.replaceAll(run, ' '), text)
  for (const fragment of byLength) rest = rest.replaceAll(fragment, ' ')
  // Figures alone are a birthday, a telephone or an identity number; the same sign twice is one sign.
  return new Set(rest.replace(/[\d\s]/g, '')).size
}

const RUNS = COMMON_RUNS.flatMap((run) => {
  const pieces = Array.from({ length: run.length - RUN + 1 }, (_, start) => run.slice(start, start + RUN))
  return [...pieces, ...pieces.map((piece) => [...piece].reverse().join(''))]
})
