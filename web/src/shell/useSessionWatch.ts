import { onScopeDispose, ref, watch } from 'vue'
import { useSessionStore } from '@/stores/session'
import { followSession } from './follow-session'

/**
 * Learns within a second that the session was ended elsewhere or the rights have changed, while the page is in sight.
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
    [() => session.account?.username, isInSight] as const,
    ([username, inSight], _before, onCleanup) => {
      if (username !== of) known = undefined
      of = username
      if (username === undefined || !inSight) return
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
