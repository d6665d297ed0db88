import { computed } from 'vue'
import type { MeasureThresholds, ThresholdEntry } from '@ntm/shared/criteria/maintenance-wire'
import type { IndicatorView, MeasureView } from '@ntm/shared/criteria/wire'
import { useI18n } from '@/i18n/useI18n'
import { useFormats } from '@/i18n/useFormats'

const SIGNS = { is: '', '>=': '≥ ', '<=': '≤ ' } as const

/** Regions that have a name here; a set may bring others. */
const NAMED_REGIONS = new Set(['tay-nguyen'])

type Measured = Pick<MeasureView, 'kind' | 'unit' | 'comparator'>

/** Sets, measures and thresholds in words, in the reader's language. */
export function useSetTerms() {
  const { t, locale } = useI18n()
  const format = useFormats()

  return computed(() => {
    const nameOf = (thing: { name: string; nameEn: string }) => (locale.value === 'en' ? thing.nameEn : thing.name)

    function measureName(indicator: Pick<IndicatorView, 'name' | 'nameEn'>, measure: Labelled): string {
      const part = locale.value === 'en' ? measure.labelEn : measure.label
      return part === null ? nameOf(indicator) : `${nameOf(indicator)} – ${part}`
    }

    /** `≥ 70 %`, `≥ 41 triệu đồng/người/năm`, `Đạt`. */
    function threshold({ kind, unit, comparator }: Measured, value: number | true): string {
      if (value === true || kind === 'boolean') return t('ui.status.met')
      const figure = kind === 'percent' ? format.value.percent(value) : format.value.number(value)
      return `${SIGNS[comparator]}${figure}${kind === 'number' && unit !== null ? ` ${unit}` : ''}`
    }

    function region(code: string): string {
      if (code === '*') return t('criteria.nation')
      return NAMED_REGIONS.has(code) ? t(`criteria.region.${code}`) : code
    }

    /** For whom a threshold holds: `Xã Đắk Mar, năm 2019`, `Tây Nguyên, mọi năm`. */
    function scope(entry: Pick<ThresholdEntry, 'region' | 'unit' | 'year'>): string {
      const year = entry.year === null ? t('criteria.everyYear') : t('criteria.year', { year: entry.year })
      return `${entry.unit?.fullName ?? region(entry.region)}, ${year}`
    }

    return { nameOf, measureName, threshold, region, scope }
  })
}

type Labelled = Pick<MeasureThresholds['measure'], 'label' | 'labelEn'>
