import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TrendView } from '@ntm/shared/analysis/wire'
import { useImportedLine } from './useImportedLine'

/** Which points of a trend came from another source than sheets, and how that is told beside the chart. */
export function useImportedPoints(points: MaybeRefOrGetter<TrendView['points']>) {
  const { t } = useI18n()
  const importedLine = useImportedLine()

  const isImported = computed(() => toValue(points).map(({ imported }) => imported !== undefined))
  const hasImported = computed(() => isImported.value.includes(true))
  /** Every source once, for whoever has the chart or the table without the page. */
  const sources = computed(() => {
    const all = toValue(points).flatMap(({ imported }) => imported ?? [])
    const byName = new Map(all.map((each) => [`${each.source} ${each.issuedOn}`, each]))
    return importedLine([...byName.values()])
  })
  const withSources = (source: string) => [source, sources.value].filter(Boolean).join('; ')
  const word = computed(() => t('analysis.imported.word'))

  return { isImported, hasImported, withSources, word, importedLine }
}
