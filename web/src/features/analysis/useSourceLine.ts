import type { OverviewView } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { useSessionStore } from '@/stores/session'
import { useImportedLine } from './useImportedLine'

type Rested = Pick<
  OverviewView,
  'unit' | 'period' | 'basis' | 'asOf' | 'communes' | 'counted' | 'progress' | 'imported' | 'map'
>

/** What figures rest on, as one line that travels with them: place, month, basis, day, denominator, demonstration. */
export function useSourceLine() {
  const { t } = useI18n()
  const format = useFormats()
  const session = useSessionStore()
  const importedLine = useImportedLine()

  return ({ unit, period, basis, asOf, communes, counted, progress, imported, map }: Rested): string => {
    const isOfRecord = basis === 'official' && progress.consolidated > 0
    const parts = [
      unit.fullName,
      `${t(`analysis.basis.${basis}`)} ${format.value.period(period)}`,
      importedLine(imported) ??
        t(isOfRecord ? 'analysis.basis.consolidatedOn' : 'analysis.basis.asOf', { day: format.value.day(asOf) }),
      counted === communes
        ? t('analysis.basis.communes', { communes })
        : t('analysis.basis.counted', { counted, communes }),
      ...(map ? [t('analysis.onMap.source', { day: format.value.day(map.day) })] : []),
      ...(session.service?.demo ? [t('analysis.basis.demonstration')] : []),
    ]
    return parts.join(' · ')
  }
}
