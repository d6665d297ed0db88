import type { RouteLocationRaw, Router } from 'vue-router'

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours, else the work list.
 *
 * `wanted` comes from the address bar, so it may be anything: `//evil.example`, `javascript:…`, a list.
 */
export function findReturnTarget(router: Router, wanted: unknown): RouteLocationRaw {
  const home = { path: '/' }
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return home
  const target = router.resolve(wanted)
  if (target.name === 'notFound' || target.meta.isPublic === true) return home
  return target.fullPath
}
