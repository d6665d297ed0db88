import type { DistributionView } from '@ntm/shared/analysis/compare-wire'
import type { CriteriaSetView, IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

/** Names and values of measures as the reader's language writes them. */
export function useMeasureText() {
  const { t, locale } = useI18n()
  const format = useFormats()

  function nameOf(indicator: Pick<IndicatorView, 'name' | 'nameEn'>, measure: Pick<MeasureView, 'label' | 'labelEn'>) {
    const isEnglish = locale.value === 'en'
    const name = isEnglish ? indicator.nameEn : indicator.name
    const label = isEnglish ? measure.labelEn : measure.label
    return label === null ? name : `${name} (${label})`
  }

  /** A value with its unit, in a column with at least so many decimals; yes or no in words; nothing as a dash. */
  function print(value: boolean | number | null, unit: string | null, decimals = 0): string {
    if (value === null) return '–'
    if (typeof value === 'boolean') return t(value ? 'ui.status.met' : 'ui.status.notMet')
    if (unit === '%') return format.value.percent(value, decimals)
    const number = format.value.aligned(value, decimals)
    return unit === null ? number : `${number} ${unit}`
  }

  /** A difference: of percentages in points. */
  function printGap(by: number, unit: string | null): string {
    return unit === '%' ? `${format.value.number(by)} ${t('analysis.profile.points')}` : print(by, unit)
  }

  /** The threshold that judged all values, in words; unconfirmed ones say so. */
  function printThreshold({ threshold, comparator, unit, confirmed, kind }: DistributionView['measure']): string {
    if (kind === 'boolean') return t('analysis.compare.yesNo')
    if (threshold === null) return t('analysis.compare.thresholds')
    const limit = `${comparator === '<=' ? '≤' : '≥'} ${print(threshold, unit)}`
    const text = t('analysis.compare.threshold', { limit })
    return confirmed ? text : `${text}, ${t('analysis.compare.unconfirmed')}`
  }

  /** Every measure of a set, to choose one by part of its name, its key or its criterion. */
  function listMeasures({ groups }: CriteriaSetView): { value: string; label: string; detail: string }[] {
    const isEnglish = locale.value === 'en'
    return groups.flatMap(({ code, criteria }) =>
      criteria.flatMap(({ number, name, nameEn, indicators }) => {
        const detail = t('analysis.compare.inGroup', { code, number, name: isEnglish ? nameEn : name })
        return indicators.flatMap((indicator) =>
          indicator.measures.map((each) => ({
            value: each.key,
            label: `${each.key} ${nameOf(indicator, each)}`,
            detail,
          })),
        )
      }),
    )
  }

  return { nameOf, print, printGap, printThreshold, listMeasures }
}
