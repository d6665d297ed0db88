import { onScopeDispose, ref, watch } from 'vue'
import { isLive } from '@/live/live-state'
import { useSessionStore } from '@/stores/session'
import { followSession } from './follow-session'

/**
 * Learns within a second that the session was ended elsewhere or the rights have changed, while the page is in sight.
 * The stream of changes tells it, too: while it is open nothing is asked here.
 *
 * One out of sight asks nothing: of the few connections that a browser has to one address it must not keep one, and
 * when it comes into sight again it is told first of all.
 */
export function useSessionWatch(): void {
  const session = useSessionStore()
  const isInSight = ref(!document.hidden)
  const look = (): void => void (isInSight.value = !document.hidden)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))

  let known: number | undefined
  let of: string | undefined
  watch(
    [() => session.account?.username, isInSight, isLive] as const,
    ([username, inSight, live], _before, onCleanup) => {
      if (username !== of) known = undefined
      of = username
      if (username === undefined || !inSight || live) return
      const gone = new AbortController()
      onCleanup(() => gone.abort())
      const onChange = () => session.renewAccount()
      void followSession({ known, onChange, signal: gone.signal }).then((seen) => {
        if (of === username) known = seen
      })
    },
    { immediate: true },
  )
}
