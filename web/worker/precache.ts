/** What the worker does with a request: pages come from the network while there is one, files from the cache. */
export type Way = 'page' | 'file' | 'none'

/** Only this site's own pages and built files; what the API and its neighbours answer is never kept. */
export function wayOf(
  request: { method: string; mode: string; url: string },
  origin: string,
  files: readonly string[],
): Way {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin) return 'none'
  if (/^\/(api|health|metrics|oauth)(\/|$)/i.test(url.pathname)) return 'none'
  if (request.mode === 'navigate') return 'page'
  return url.pathname.startsWith('/assets/') || files.includes(url.pathname) ? 'file' : 'none'
}

/** Caches that are neither of this build nor of the one before it, whose pages may still be open. */
export function outdatedCaches(names: readonly string[], current: string, previous: string | undefined): string[] {
  return names.filter((name) => name.startsWith('ntm.shell/') && name !== current && name !== previous)
}
