import { isPeriod } from '@ntm/shared/periods/period'
import { nameSheet } from './describe-sheets'
import type { Words } from './told'

/** What a search is narrowed to, in words: `assessment/23512/2019-07` is “phiếu tháng 7/2019 của Xã Đắk Mar”. */
export function nameSubject(subject: string, words: Words): string {
  const [kind = '', ...rest] = subject.split('/')
  const key = rest.join('/')
  const name = words.isKnown(`audit.kinds.${kind}`) ? words.say(`kinds.${kind}`) : kind
  if (kind === 'assessment' && rest.length > 1) return nameSheet(key, words)
  if (kind === 'assessment' || kind === 'unit') {
    const unit = words.unitName(key) ?? key
    return kind === 'unit' ? unit : `${name} ${unit}`
  }
  if (kind === 'period') return isPeriod(key) ? words.format.period(key) : key
  if (kind === 'threshold' || kind === 'indicator') return `${name} ${key.split('/').reverse().join(' · ')}`
  // Its key is a random number that tells nobody anything.
  if (kind === 'session' || kind === 'import') return name
  return `${name} ${key}`.trim()
}
