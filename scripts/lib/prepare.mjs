import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { findPnpm, toolEnvironment } from './pnpm.mjs'
import { step } from './report.mjs'
import { CACHE, ROOT } from './root.mjs'
import { run } from './run.mjs'
import { hashSources, isStamped, stamp } from './stamp.mjs'

const MANIFESTS = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  'api/package.json',
  'web/package.json',
  'shared/package.json',
]
const SHARED = ['pnpm-lock.yaml', 'tsconfig.base.json', 'shared']
const SERVER = [...SHARED, 'api/tsconfig.json', 'api/package.json', 'api/src']
const PAGES = [...SHARED, 'web']

/** How long files of earlier builds of the pages stay: somebody may have the page open that asks for them. */
const KEEP_ASSETS_MS = 24 * 3_600_000

/** Installs the packages unless they are those of the lockfile already. */
export async function install() {
  // Inside `node_modules`, so that deleting that directory also forgets the stamp.
  const file = join(ROOT, 'node_modules/.ntm-installed')
  const isCurrent = () => isStamped(file, hashSources(MANIFESTS)) && existsSync(join(ROOT, 'api/node_modules'))
  if (isCurrent()) return
  await exclusively('install', async () => {
    if (isCurrent()) return
    await step('Cài đặt thư viện', 'install', async () => {
      const pnpm = await findPnpm()
      return run([...pnpm, 'install', '--frozen-lockfile'], { env: toolEnvironment() })
    })
    stamp(file, hashSources(MANIFESTS))
  })
}

/** Builds the service and the pages, each unless its sources are those of the last build. */
export async function build() {
  const results = await Promise.allSettled([buildServer(), buildPages()])
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

const serverStamp = join(CACHE, 'server.stamp')
const pagesStamp = join(CACHE, 'pages.stamp')
const nextPages = join(CACHE, 'pages.next')
const isServerBuilt = () => isStamped(serverStamp, hashSources(SERVER)) && existsSync(join(ROOT, 'api/dist/server.js'))
const arePagesBuilt = () => isStamped(pagesStamp, hashSources(PAGES)) && existsSync(join(ROOT, 'web/dist/index.html'))

export async function buildServer() {
  if (isServerBuilt()) return
  await exclusively('server', async () => {
    if (isServerBuilt()) return
    const hash = hashSources(SERVER)
    const isComplete = ['shared/dist', 'api/dist/server.js'].every((path) => existsSync(join(ROOT, path)))
    // Without `--force` the compiler believes its own notes and leaves deleted output missing.
    const args = ['--build', ...(isComplete ? [] : ['--force']), 'shared', 'api']
    await step('Dựng dịch vụ', 'build-server', () =>
      run([process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), ...args]),
    )
    stamp(serverStamp, hash)
  })
}

export async function buildPages() {
  if (arePagesBuilt()) return
  await exclusively('pages', async () => {
    if (arePagesBuilt()) return
    const hash = hashSources(PAGES)
    // Beside the old one, then swapped: a service that runs meanwhile never finds a page missing.
    const args = ['build', '--outDir', nextPages, '--emptyOutDir']
    const options = { cwd: join(ROOT, 'web'), env: { ...process.env, NODE_ENV: 'production' } }
    await step('Dựng giao diện', 'build-pages', () =>
      run([process.execPath, join(ROOT, 'web/node_modules/vite/bin/vite.js'), ...args], options),
    )
    swapPages()
    stamp(pagesStamp, hash)
  })
}

function swapPages() {
  const current = join(ROOT, 'web/dist')
  const old = join(CACHE, 'pages.old')
  keepAssets(join(current, 'assets'), join(nextPages, 'assets'))
  rmSync(old, { recursive: true, force: true })
  if (existsSync(current)) renameSync(current, old)
  renameSync(nextPages, current)
  rmSync(old, { recursive: true, force: true })
}

function keepAssets(from, to) {
  if (!existsSync(from)) return
  for (const name of readdirSync(from)) {
    const isRecent = Date.now() - statSync(join(from, name)).mtimeMs < KEEP_ASSETS_MS
    if (isRecent && !existsSync(join(to, name))) cpSync(join(from, name), join(to, name), { preserveTimestamps: true })
  }
}
