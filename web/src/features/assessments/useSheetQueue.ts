import { computed, onScopeDispose, watch } from 'vue'
import { useSessionStore } from '@/stores/session'
import { closeQueues, leaveQueue, takeQueue } from './saving/open-queues'
import { useOnline } from './useOnline'
import { useSheetChanges } from './useSheetChanges'

/**
 * The queue that saves the signed-in person's work on one sheet, for as long as a page shows it.
 *
 * @param isHeld - Whether what somebody else changes is shown only when asked for.
 */
export function useSheetQueue(unit: string, period: string, isHeld: () => boolean = () => false) {
  const session = useSessionStore()
  const place = { account: session.account?.username ?? '', unit, period }
  const { queue, state, store } = takeQueue(place)
  const isOnline = useOnline(() => {
    if (state.value.base) queue.retry()
    else void queue.open()
  })

  void queue.open()
  const changes = useSheetChanges({ place, queue, state, isHeld })
  watch(
    () => session.account?.username,
    (account) => account === undefined && closeQueues(),
    { flush: 'sync' },
  )
  onScopeDispose(() => leaveQueue(place))

  const sheet = computed(() => state.value.base?.sheet)
  return { queue, state, store, sheet, isOnline, place, changes }
}
export type SheetQueue = ReturnType<typeof useSheetQueue>
