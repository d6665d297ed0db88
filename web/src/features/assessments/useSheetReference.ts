import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { AssessmentView, MeasureHistory } from '@ntm/shared/assessments/wire'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import type { CriteriaSetView } from '@ntm/shared/criteria/wire'
import type { VillageFiguresView } from '@ntm/shared/villages/figures-wire'
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

  /** Only where something is collected from villages: which of them have no figure yet. */
  const villages = useQuery({
    queryKey: computed(() => ['village-figures', unit.value, period.value]),
    queryFn: ({ signal }) =>
      getJson<VillageFiguresView>(`assessments/${unit.value}/${period.value}/village-figures`, { signal }),
    enabled: computed(() => sheet.value?.allowed.edit === true && sheet.value.villageMeasures.length > 0),
    staleTime: 0,
  })
  /** Names of the villages without a figure, by measure. */
  const missingVillages = computed<ReadonlyMap<string, string[]>>(() => {
    const names = new Map(villages.data.value?.villages.map(({ code, fullName }) => [code, fullName]))
    const open = (villages.data.value?.measures ?? []).filter(({ missing }) => missing.length > 0)
    return new Map(open.map(({ measure, missing }) => [measure, missing.map((code) => names.get(code) ?? code)]))
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

  return { set, listed, periods, pastValues, lastAnswers, missingVillages }
}
export type SheetReference = ReturnType<typeof useSheetReference>
