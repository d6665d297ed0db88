import type { ImportedSources } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

/** What imported results were taken from, in words; undefined where all came from sheets. */
export function useImportedLine() {
  const { t } = useI18n()
  const format = useFormats()

  return (imported: ImportedSources | undefined): string | undefined => {
    if (!imported || imported.length === 0) return undefined
    const sources = imported.map(({ source, issuedOn }) =>
      t('analysis.imported.source', { source, day: format.value.day(issuedOn) }),
    )
    return t('analysis.imported.from', { sources: sources.join('; ') })
  }
}
