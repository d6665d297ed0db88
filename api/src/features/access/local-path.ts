/** Anything with which a browser could be made to read a path as another host. */
const HOSTILE = /[\\\s\p{Cc}]|^\/\//u

/** The path if it is one of this service, else its first page: a sign-in never leads anywhere else. */
export function toLocalPath(path: string | undefined): string {
  if (path === undefined || !path.startsWith('/') || HOSTILE.test(path)) return '/'
  const base = 'http://here.invalid'
  if (!URL.canParse(path, base)) return '/'
  const { origin, pathname, search, hash } = new URL(path, base)
  // Dots are resolved first: `/x/..//host` would else become `//host` in the browser.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}
