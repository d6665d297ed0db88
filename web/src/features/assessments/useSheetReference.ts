import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { AssessmentView, MeasureHistory } from '@ntm/shared/assessments/wire'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import { getJson } from '@/api/http'
import { listMeasures, type ListedMeasure } from './judge-answers'
import { NO_ANSWER } from './saving/edits'

/** What a sheet is read against: its criteria set, and the twelve months before it. */
export function useSheetReference(sheet: Readonly<Ref<AssessmentView | undefined>>) {
  const unit = computed(() => sheet.value?.unit.code ?? '')
  const period = computed(() => sheet.value?.period ?? '')
  const code = computed(() => sheet.value?.criteriaSet ?? '')
  const isKnown = computed(() => sheet.value !== undefined)

  const set = useQuery({
    queryKey: computed(() => ['criteria-set', code.value, unit.value, period.value]),
    queryFn: ({ signal }) => {
      const query = { unit: unit.value, period: period.value }
      return getJson<CriteriaSetView>(`criteria-sets/${code.value}`, { query, signal })
    },
    enabled: isKnown,
    staleTime: 600_000,
  })
  const history = useQuery({
    queryKey: computed(() => ['measure-history', unit.value, period.value]),
    queryFn: ({ signal }) =>
      getJson<MeasureHistory>(`assessments/${unit.value}/${period.value}/measure-history`, { signal }),
    enabled: isKnown,
    staleTime: 600_000,
  })

  const listed = computed<ReadonlyMap<string, ListedMeasure>>(() =>
    set.data.value && sheet.value ? listMeasures(set.data.value, sheet.value) : new Map(),
  )
  const pastValues = computed(() => new Map(history.data.value?.measures.map((past) => [past.measure, past.values])))
  /** Answers of the month before; a measure without one is left out. */
  const lastAnswers = computed(() => {
    const answers = history.data.value?.measures.flatMap(({ measure, values, numerators, denominators }) => {
      const [value, numerator, denominator] = [values.at(-1), numerators.at(-1), denominators.at(-1)]
      if (value === undefined || value === null) return []
      const isRatio = typeof numerator === 'number' && typeof denominator === 'number'
      const answer: MeasureAnswer = isRatio ? { ...NO_ANSWER, numerator, denominator } : { ...NO_ANSWER, value }
      return [[measure, answer] as const]
    })
    return new Map(answers)
  })
  const periods = computed(() => history.data.value?.periods ?? [])

  return { set, listed, periods, pastValues, lastAnswers }
}
export type SheetReference = ReturnType<typeof useSheetReference>
