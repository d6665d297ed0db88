import type { QueryClient } from '@tanstack/vue-query'

/** Says that this browser has fetched the fonts before, and has them. */
const KNOWN = 'ntm.hasFonts'
/** Milliseconds without a question to the service after which a page counts as shown. */
const QUIET_MS = 500

/**
 * Switches to the product's own fonts, which a first visit fetches once there is something to read: before it they take
 * the slow line away from the program and its figures.
 *
 * @param isRouted - Fulfilled when the first page is there, perhaps still without its figures.
 */
export async function bringFonts(isRouted: Promise<unknown>, queryClient: QueryClient): Promise<void> {
  if (!hasFonts()) {
    await isRouted
    await untilQuiet(queryClient)
  }
  document.documentElement.dataset.fonts = 'own'
  await document.fonts.ready
  keepKnown()
}

function untilQuiet(queryClient: QueryClient): Promise<void> {
  return new Promise((done) => {
    const settle = (): void => {
      if (queryClient.isFetching() > 0) return
      stop()
      done()
    }
    let timer = setTimeout(settle, QUIET_MS)
    const stop = queryClient.getQueryCache().subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(settle, QUIET_MS)
    })
  })
}

function hasFonts(): boolean {
  try {
    return localStorage.getItem(KNOWN) !== null
  } catch {
    return false
  }
}

function keepKnown(): void {
  try {
    localStorage.setItem(KNOWN, '1')
  } catch {
    // Storage is switched off: the next visit waits for its fonts once more.
  }
}
