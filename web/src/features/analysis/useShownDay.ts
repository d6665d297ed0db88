import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { OverviewView } from '@ntm/shared/analysis/wire'
import { lastDayOf } from '@ntm/shared/periods/period'
import { ProblemError } from '@/api/problem-error'

interface Asked {
  error: MaybeRefOrGetter<unknown>
  period: MaybeRefOrGetter<string>
  map: MaybeRefOrGetter<string | undefined>
}

/** Where the unit asked for was not there on the day asked for: that day, and one on which it was. */
export function useShownDay(overview: MaybeRefOrGetter<OverviewView | undefined>, { error, period, map }: Asked) {
  const last = ref<string>()
  watch(
    () => toValue(overview),
    (view) => {
      if (view) last.value = view.map?.day ?? lastDayOf(view.period)
    },
    { immediate: true },
  )

  return computed(() => {
    const problem = toValue(error)
    if (!(problem instanceof ProblemError && problem.status === 404)) return undefined
    const ofMonth = lastDayOf(toValue(period))
    const day = toValue(map) ?? ofMonth
    const from = last.value ?? ofMonth
    return from === day ? undefined : { from, day }
  })
}
