import type { AccountView, ServiceView } from '@ntm/shared/access/wire'
import { askAhead } from '@/api/ahead'
import type { BegunVisit } from '@/api/begin-visit'
import { fetchCommonEnglish, fetchTexts } from '@/i18n/texts'
import { readLocale } from '@/stores/choices'
import { featureRoutes, type FeatureRoute } from './feature-routes'
import { matchPath } from './match-path'

/** What a page is told so that it can ask for its figures before its code is there. */
export interface Visit {
  /** Parameters of the path; empty text where one is left out. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  account: AccountView
  service: ServiceView
  ask: typeof askAhead
}

/** Milliseconds that the code of a page lets its figures go first: two round trips of a weak network. */
const FIGURES_FIRST = 900

/**
 * Begins, beside the program, what the page at an address is going to need: its figures, its code, its words. A failure
 * is met again, and told, when the program itself asks.
 */
export async function bringPage({ pathname, search }: Pick<Location, 'pathname' | 'search'>, begun: BegunVisit) {
  const asked = findPage(pathname)
  if (!begun.mayHaveSession) {
    bringCode(asked?.route.meta?.isPublic === true ? asked : findPage('/dang-nhap'), false)
    return
  }
  // A browser asks for six things at a time, the first first: figures that queued behind the code would come last.
  const figures = asked && askFigures(asked, new URLSearchParams(search), begun)
  await Promise.race([figures, new Promise((done) => setTimeout(done, FIGURES_FIRST))])
  bringCode(asked, true)
}

type Found = FeatureRoute & { params: Record<string, string> }

function findPage(path: string): Found | undefined {
  for (const { feature, route } of featureRoutes) {
    const params = matchPath(route.path, path)
    if (params) return { feature, route, params }
  }
  return undefined
}

function bringCode(page: Found | undefined, hasFrame: boolean): void {
  const locale = readLocale()
  const fetching: Promise<unknown>[] = []
  if (hasFrame) fetching.push(import('@/shell/AppShell.vue'))
  if (locale === 'en') fetching.push(fetchCommonEnglish())
  if (page) {
    const { component } = page.route
    if (typeof component === 'function') fetching.push((component as () => Promise<unknown>)())
    fetching.push(fetchTexts(page.feature, locale, 'messages'))
    if (page.route.meta?.hasLateTexts !== true) fetching.push(fetchTexts(page.feature, locale, 'messages-later'))
  }
  for (const each of fetching) each.catch(() => undefined)
}

/** Fulfilled when the questions are out, not when they are answered. */
async function askFigures({ route, params }: Found, query: URLSearchParams, begun: BegunVisit): Promise<void> {
  const [session, service] = await Promise.all([begun.renewal, begun.facts])
  // Until a duty is done the service answers nothing else.
  if (!session || !service || session.account.duty !== null) return
  route.meta?.asks?.({ params, query, account: session.account, service, ask: askAhead })
}
