import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import type { Finding } from './findings'

/** A name of two or three words is not broken over two lines. */
function keepTogether(name: string): string {
  return name.length < 20 ? name.replaceAll(' ', '\u00a0') : name
}

/** Puts a finding into the reader's words, with numbers as the language writes them. */
export function useFindingText() {
  const { t } = useI18n()
  const format = useFormats()

  /** Counts are whole, means have two decimals; a name stays on one line. */
  function write(value: string | number): string {
    if (typeof value === 'string') return value.split(', ').map(keepTogether).join(', ')
    return Number.isInteger(value) ? format.value.integer(value) : format.value.mean(value)
  }

  return (finding: Finding): string => {
    const values: Record<string, string> = {}
    for (const [name, value] of Object.entries(finding.values)) {
      values[name] = write(value)
    }
    const { share } = finding
    if (share) {
      const words = t(`analysis.shares.${share.key}`, { count: share.count, total: share.total })
      values.share = words
      // For a sentence that does not begin with it.
      values.shareInside = `${words.charAt(0).toLowerCase()}${words.slice(1)}`
    }
    return t(`analysis.findings.${finding.key}`, values)
  }
}
