import { nextTick, watch } from 'vue'
import type { Router } from 'vue-router'
import { locale, translate } from '@/i18n/translate'
import { pageTitle } from './page-title'

/** Names the document after the page, and moves the focus to its heading when the page is a new one. */
export function placeAfterNavigation(router: Router): void {
  watch(
    [pageTitle, locale, router.currentRoute],
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
    if (from.matched.length > 0) void nextTick(() => focusHeading())
  })
}

/** Frames to wait for a page whose code or shell is still on its way: some two seconds. */
const MOST_FRAMES = 120

function focusHeading(frame = 0): void {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (heading) {
    heading.setAttribute('tabindex', '-1')
    heading.focus({ preventScroll: true })
    return
  }
  // Whoever has moved on by themselves is not pulled back.
  const isUntouched = document.activeElement === null || document.activeElement === document.body
  if (frame < MOST_FRAMES && isUntouched) requestAnimationFrame(() => focusHeading(frame + 1))
}
