import { loadMessages } from '@/i18n/i18n'

/** Milliseconds before a part is asked for once more that did not come. */
const AGAIN = 5_000

/**
 * Fetches a part that a sheet can be read and filled without, once, with the rest of what the feature says.
 *
 * One that does not come is asked for again and again: a page that is being filled does not fail for it.
 */
export function bringLate<T>(load: () => Promise<T>): () => Promise<T> {
  const bring = async (): Promise<T> => {
    for (;;) {
      try {
        const [part] = await Promise.all([load(), loadMessages('assessments')])
        return part
      } catch {
        await new Promise((done) => setTimeout(done, AGAIN))
      }
    }
  }
  let coming: Promise<T> | undefined
  return () => (coming ??= bring())
}
