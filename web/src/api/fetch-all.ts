import { getJson, type ReadOptions } from './http'

/** Rows asked for at once: as many as the service gives. */
const LIMIT = 500

interface Page<T> {
  data: readonly T[]
  page: { next: string | null }
}

/**
 * Every row of a list, page after page; `tell` hears how many have come.
 *
 * @throws what a page was refused with: a list in part would pass for the whole.
 */
export async function fetchAll<T>(
  path: string,
  query: ReadOptions['query'],
  tell: (rows: number) => void,
): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  do {
    const page: Page<T> = await getJson<Page<T>>(path, { query: { ...query, limit: LIMIT, cursor }, isFresh: true })
    rows.push(...page.data)
    tell(rows.length)
    cursor = page.page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}
