import { onScopeDispose, ref } from 'vue'

/** Whether the browser knows of a network; it may know of one that leads nowhere. */
export function useOnline(onReturn: () => void) {
  const isOnline = ref(navigator.onLine)
  function note(): void {
    isOnline.value = navigator.onLine
    if (isOnline.value) onReturn()
  }
  window.addEventListener('online', note)
  window.addEventListener('offline', note)
  onScopeDispose(() => {
    window.removeEventListener('online', note)
    window.removeEventListener('offline', note)
  })
  return isOnline
}
