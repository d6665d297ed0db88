import type { QueryClient } from '@tanstack/vue-query'

/** Milliseconds without a question to the service after which a page counts as shown. */
const QUIET_MS = 500

let tell: () => void = () => undefined
/** Fulfilled once the first page of a visit has its figures: what is fetched for later is no longer in its way. */
export const firstShown = new Promise<void>((done) => (tell = done))

/**
 * Waits until a page has asked for nothing more for a while.
 *
 * @param isRouted - Fulfilled when the page is there, perhaps still without its figures.
 */
export async function untilShown(isRouted: Promise<unknown>, queryClient: QueryClient): Promise<void> {
  await isRouted
  await untilQuiet(queryClient)
  tell()
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
