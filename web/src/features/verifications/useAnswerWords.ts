import { computed } from 'vue'
import type { IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import type { VerificationView } from '@ntm/shared/verifications/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

type Answer = VerificationView['values'][number]

const SIGNS = { '>=': '≥', '<=': '≤' } as const

/** Answers and thresholds in words, in the reader's language. */
export function useAnswerWords() {
  const { t, locale } = useI18n()
  const format = useFormats()

  return computed(() => {
    const isEnglish = locale.value === 'en'

    function figure(measure: MeasureView | undefined, value: Answer['value']): string {
      if (value === null) return '–'
      if (typeof value === 'boolean') return t(value ? 'ui.status.met' : 'ui.status.notMet')
      if (measure?.kind === 'percent') return format.value.percent(value)
      const unit = measure?.unit ?? null
      return unit === null ? format.value.number(value) : `${format.value.number(value)} ${unit}`
    }

    return {
      name: (indicator: IndicatorView) => (isEnglish ? indicator.nameEn : indicator.name),
      /** Only an indicator with several measures names them. */
      label: (measure: MeasureView | undefined) => (isEnglish ? measure?.labelEn : measure?.label) ?? undefined,
      answer: (measure: MeasureView | undefined, { notApplicable, value }: Answer) =>
        notApplicable ? t('ui.status.notApplicable') : figure(measure, value),
      lastMonth: (measure: MeasureView | undefined, { lastMonth }: Answer) => figure(measure, lastMonth),
      /** The two numbers behind a percentage: `123 / 1.500`. */
      ratio: ({ numerator, denominator }: Answer) =>
        numerator === null || denominator === null
          ? undefined
          : `${format.value.number(numerator)} / ${format.value.number(denominator)}`,
      threshold(measure: MeasureView | undefined, { threshold }: Answer): string {
        if (threshold === null) return '–'
        if (threshold.value === true || threshold.comparator === 'is') return t('ui.status.met')
        return `${SIGNS[threshold.comparator]} ${figure(measure, threshold.value)}`
      },
    }
  })
}
