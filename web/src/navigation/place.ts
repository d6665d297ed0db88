import { nextTick, watch } from 'vue'
import type { Router } from 'vue-router'
import { i18n, translate } from '@/i18n/i18n'
import { pageTitle } from './page-title'

/** Names the document after the page, and moves the focus to its heading when the page is a new one. */
export function placeAfterNavigation(router: Router): void {
  watch(
    [pageTitle, i18n.global.locale, router.currentRoute],
    () => {
      // Before the first navigation there is no page yet, whatever the type says.
      const [page] = router.currentRoute.value.matched
      if (!page) return
      const name = pageTitle.value ?? translate(router.currentRoute.value.meta.title)
      document.title = `${name} – ${translate('shell.product')}`
    },
    { flush: 'post' },
  )

  router.afterEach((to, from, failure) => {
    if (failure || to.path === from.path) return
    pageTitle.value = undefined
    // The first page of a visit is announced by the browser itself.
    if (from.matched.length > 0) void nextTick(focusHeading)
  })
}

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1')
  const target = heading ?? document.querySelector<HTMLElement>('main')
  target?.setAttribute('tabindex', '-1')
  target?.focus({ preventScroll: true })
}
