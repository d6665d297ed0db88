import { useI18n } from 'vue-i18n'
import type { IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
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

  /** A value with its unit; yes or no in words; nothing as a dash. */
  function print(value: boolean | number | null, unit: string | null): string {
    if (value === null) return '–'
    if (typeof value === 'boolean') return t(value ? 'ui.status.met' : 'ui.status.notMet')
    if (unit === '%') return format.value.percent(value)
    return unit === null ? format.value.number(value) : `${format.value.number(value)} ${unit}`
  }

  /** A difference: of percentages in points. */
  function printGap(by: number, unit: string | null): string {
    return unit === '%' ? `${format.value.number(by)} ${t('analysis.profile.points')}` : print(by, unit)
  }

  return { nameOf, print, printGap }
}
