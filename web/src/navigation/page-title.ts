import { onScopeDispose, ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'

/** Title that the open page gave itself; undefined leaves the one of its route. */
export const pageTitle = ref<string>()

/** Puts what the page is about (“Phiếu tháng 7/2019 – Đắk Mar”) into the tab's title. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  watchEffect(() => {
    pageTitle.value = toValue(title)
  })
  onScopeDispose(() => {
    pageTitle.value = undefined
  })
}
