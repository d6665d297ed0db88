import type { ComparisonView, DistributionView } from '@ntm/shared/analysis/compare-wire'
import type { Basis } from '@ntm/shared/analysis/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { useSessionStore } from '@/stores/session'

/** What compared figures rest on. */
export interface Rest {
  period: string
  basis: Basis
  asOf: string
  /** Whether the month is consolidated. */
  isOfRecord: boolean
  communes: number
  counted: number
}

export function restOfComparison({ period, basis, asOf, units }: ComparisonView): Rest {
  return {
    ...{ period, basis, asOf },
    isOfRecord: basis === 'official' && units.some(({ progress, imported }) => progress.consolidated > 0 && !imported),
    communes: units.reduce((sum, each) => sum + each.communes, 0),
    counted: units.reduce((sum, each) => sum + each.counted, 0),
  }
}

export function restOfDistribution({ period, basis, asOf, communes, counts, rows }: DistributionView): Rest {
  return {
    ...{ period, basis, asOf, communes },
    isOfRecord: basis === 'official' && rows.some(({ status }) => status === 'consolidated'),
    counted: communes - counts.noResult,
  }
}

/** Basis, month, day and denominator as one line, for the head of the page and for what is taken along. */
export function useCompareLine() {
  const { t } = useI18n()
  const format = useFormats()
  const session = useSessionStore()

  function tell({ asOf, isOfRecord, communes, counted }: Rest): string {
    return [
      t(isOfRecord ? 'analysis.basis.consolidatedOn' : 'analysis.basis.asOf', { day: format.value.day(asOf) }),
      counted === communes
        ? t('analysis.basis.communes', { communes })
        : t('analysis.basis.counted', { counted, communes }),
    ].join(' · ')
  }

  function source(rest: Rest): string {
    return [
      `${t(`analysis.basis.${rest.basis}`)} ${format.value.period(rest.period)}`,
      tell(rest),
      ...(session.service?.demo ? [t('analysis.basis.demonstration')] : []),
    ].join(' · ')
  }

  return { tell, source }
}
