import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { getFile } from '@/api/http'

/** A file of a document, or its small picture, as an address that the page may show; asked for while `path` is given. */
export function useFile(path: MaybeRefOrGetter<string | undefined>) {
  const query = useQuery({
    queryKey: computed(() => ['evidence-file', toValue(path)]),
    queryFn: ({ signal }) => getFile(toValue(path) ?? '', { signal }),
    enabled: () => toValue(path) !== undefined,
    // Under one address the bytes never change.
    staleTime: Infinity,
  })
  const address = shallowRef<string>()
  const release = () => {
    if (address.value !== undefined) URL.revokeObjectURL(address.value)
    address.value = undefined
  }
  watch(
    query.data,
    (file) => {
      release()
      if (file) address.value = URL.createObjectURL(file)
    },
    { immediate: true },
  )
  onScopeDispose(release)
  return { address, error: query.error, refetch: query.refetch }
}
