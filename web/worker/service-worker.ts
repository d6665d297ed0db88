import { outdatedCaches, wayOf } from './precache'

declare const self: ServiceWorkerGlobalScope
/** Written in by the build: its files, and a name that changes with any of them. */
declare const __BUILD__: { version: string; files: string[] }

const { version, files } = __BUILD__
const PREFIX = 'ntm.shell/'
const CACHE = PREFIX + version
const PAGE = '/index.html'
/** Milliseconds that a page may take before the one kept here is shown: a slow line must not look like a dead one. */
const PATIENCE = 4_000
/** Files that are fetched at a time to be kept. */
const AT_ONCE = 3

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, self.location.origin, files)
  if (way === 'page') event.respondWith(openPage(event.request))
  else if (way === 'file') event.respondWith(findFile(event.request))
})

/** A few at a time: of the six that a browser asks for at once, the page keeps the others for what is done in it. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE)
  const left = [...files]
  const fillOneByOne = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await keep(cache, file)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fillOneByOne))
}

/** A file that an earlier build had too is not fetched again: its name tells its content. */
async function keep(cache: Cache, file: string): Promise<void> {
  const known = file.startsWith('/assets/') ? await caches.match(file) : undefined
  if (known) await cache.put(file, known)
  else await cache.add(new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'no-cache' }))
}

async function tidy(): Promise<void> {
  const names = await caches.keys()
  const ours = names.filter((name) => name.startsWith(PREFIX))
  const previous = ours.filter((name) => name !== CACHE).at(-1)
  await Promise.all(outdatedCaches(names, CACHE, previous).map((name) => caches.delete(name)))
}

/** The newest page while the network gives it; so an update reaches whoever opens a page. */
async function openPage(request: Request): Promise<Response> {
  const kept = () => caches.match(PAGE, { cacheName: CACHE })
  const fetched = fetch(request).then((response) => (response.status < 500 ? response : undefined))
  const settled = fetched.catch(() => undefined)
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE))
  return (
    (await Promise.race([settled, late])) ?? (await kept()) ?? fetched.then((response) => response ?? Response.error())
  )
}

async function findFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
}
