import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia(query)
  const matches = ref(media.matches)
  const update = (): void => void (matches.value = media.matches)
  media.addEventListener('change', update)
  onScopeDispose(() => media.removeEventListener('change', update))
  return matches
}
