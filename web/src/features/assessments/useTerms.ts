import { computed } from 'vue'
import type { ValueView } from '@ntm/shared/assessments/wire'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { MeasureView } from '@ntm/shared/criteria/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'
import { figureOf } from './find-jumps'
import type { ListedMeasure } from './judge-answers'

const SIGNS = { '>=': '≥', '<=': '≤' } as const

/** Criteria, measures, answers and thresholds in words, in the reader's language. */
export function useTerms() {
  const { t, locale } = useI18n()
  const format = useFormats()

  return computed(() => {
    const nameOf = (thing: { name: string; nameEn: string }) => (locale.value === 'en' ? thing.nameEn : thing.name)
    const yesNo = (isMet: boolean) => t(isMet ? 'ui.status.met' : 'ui.status.notMet')

    function quantity({ kind, unit }: Pick<MeasureView, 'kind' | 'unit'>, figure: number): string {
      if (kind === 'percent') return format.value.percent(figure)
      return unit === null ? format.value.number(figure) : `${format.value.number(figure)} ${unit}`
    }

    /** Of a value as it goes over the wire: `8,6 %`, `Đạt`, a dash where there is none. */
    function figure(measure: Pick<MeasureView, 'kind' | 'unit'>, value: boolean | number | null): string {
      if (value === null) return '–'
      return typeof value === 'boolean' ? yesNo(value) : quantity(measure, value)
    }

    function answer(measure: Pick<MeasureView, 'kind' | 'unit'>, given: MeasureAnswer): string {
      if (given.notApplicable) return t('ui.status.notApplicable')
      return figure(measure, typeof given.value === 'boolean' ? given.value : (figureOf(given) ?? null))
    }

    /** The figure alone, where its unit stands beside it already; a percentage keeps its sign. */
    function bareAnswer(measure: Pick<MeasureView, 'kind' | 'unit'>, given: MeasureAnswer): string {
      return answer({ ...measure, unit: null }, given)
    }

    /** The two numbers behind a percentage: `123 / 1.500`. */
    function ratio({ numerator, denominator }: MeasureAnswer): string | undefined {
      if (numerator === null || denominator === null) return undefined
      return `${format.value.number(numerator)} / ${format.value.number(denominator)}`
    }

    function threshold(measure: Pick<MeasureView, 'kind' | 'unit'>, used: ValueView['threshold']): string {
      if (typeof used.value === 'boolean' || used.comparator === 'is') return yesNo(true)
      // The unit of a quantity stands in its field already.
      const figure = measure.kind === 'percent' ? format.value.percent(used.value) : format.value.number(used.value)
      return `${SIGNS[used.comparator]} ${figure}`
    }

    /** `17.1 … – nước sạch`: an indicator has a label only where it has more than one measure. */
    function measureName({ indicator, label, labelEn }: ListedMeasure): string {
      const part = locale.value === 'en' ? labelEn : label
      return part === null ? nameOf(indicator) : `${nameOf(indicator)} – ${part}`
    }

    return { nameOf, measureName, figure, answer, bareAnswer, ratio, threshold }
  })
}
