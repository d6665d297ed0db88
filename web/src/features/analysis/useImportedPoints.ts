import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ImportedSources } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { useImportedLine } from './useImportedLine'

interface Point {
  imported?: ImportedSources | undefined
}

/** Every source once; undefined where there is none. */
export function mergeSources(all: readonly (ImportedSources | undefined)[]): ImportedSources | undefined {
  const byName = new Map(all.flatMap((each) => each ?? []).map((each) => [`${each.source} ${each.issuedOn}`, each]))
  return byName.size === 0 ? undefined : [...byName.values()]
}

/** Which points of a trend came from another source than sheets, and how that is told beside the chart. */
export function useImportedPoints(points: MaybeRefOrGetter<readonly Point[]>) {
  const { t } = useI18n()
  const importedLine = useImportedLine()

  const isImported = computed(() => toValue(points).map(({ imported }) => imported !== undefined))
  const hasImported = computed(() => isImported.value.includes(true))
  /** For each point, where it is from. */
  const lines = computed(() => toValue(points).map(({ imported }) => importedLine(imported)))
  /** For whoever has the chart or the table without the page. */
  const withSources = (source: string) =>
    [source, importedLine(mergeSources(toValue(points).map(({ imported }) => imported)))].filter(Boolean).join('; ')
  const word = computed(() => t('analysis.imported.word'))

  return { isImported, hasImported, lines, withSources, word }
}
