import type { ImportSummary } from '@ntm/shared/imports/wire'
import { useFormats } from '@/i18n/useFormats'

/** The month of an import, or the first and the last where its file had several; a dash until it was read. */
export function useMonthsOf() {
  const format = useFormats()

  return ({ period, lastPeriod }: Pick<ImportSummary, 'period' | 'lastPeriod'>): string => {
    if (period === null) return '–'
    const months = lastPeriod === null || lastPeriod === period ? [period] : [period, lastPeriod]
    return months.map((month) => format.value.shortPeriod(month)).join(' – ')
  }
}
