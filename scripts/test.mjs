import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { testEnvironment } from './lib/environment.mjs'
import { buildPages, buildServer, install } from './lib/prepare.mjs'
import { Reported } from './lib/report.mjs'
import { requireNode, ROOT } from './lib/root.mjs'
import { endAll, run } from './lib/run.mjs'
import { runTasks } from './lib/tasks.mjs'
import { runVitest } from './lib/vitest.mjs'

const node = (script, ...args) =>
  run([process.execPath, join(ROOT, 'node_modules', script), ...args], { env: testEnvironment() })

/** Runs every check, one after the other, and joins what those that failed wrote. */
async function each(...checks) {
  const failed = []
  for (const check of checks) {
    const result = await check()
    if (result.code !== 0) failed.push(result.output.trim())
  }
  return { code: failed.length > 0 ? 1 : 0, output: failed.join('\n') }
}

/** A build shows itself how it went. */
const asResult = (work) => async () => {
  try {
    await work()
    return { code: 0, output: '', isShown: true }
  } catch (error) {
    return { code: 1, output: String(error.stack), isShown: error instanceof Reported }
  }
}

const TASKS = [
  { name: 'server', title: 'Dựng dịch vụ', run: asResult(buildServer) },
  { name: 'pages', title: 'Dựng giao diện', run: asResult(buildPages) },
  { name: 'shared', title: 'Kiểm thử shared', run: () => runVitest('shared', 'shared', 'vitest.config.ts') },
  { name: 'api', title: 'Kiểm thử api', needs: ['server'], run: () => runVitest('api', 'api', 'vitest.config.ts') },
  { name: 'web', title: 'Kiểm thử web', run: () => runVitest('web', 'web', 'vitest.config.ts') },
  {
    name: 'types',
    title: 'Kiểm tra kiểu',
    needs: ['server'],
    run: () =>
      each(
        () => node('typescript/bin/tsc', '-p', 'shared/tsconfig.test.json'),
        () => node('typescript/bin/tsc', '-p', 'api/tsconfig.test.json'),
        () => node('vue-tsc/bin/vue-tsc.js', '--build', 'web'),
      ),
  },
  {
    name: 'lint',
    title: 'Kiểm tra cách viết',
    run: () =>
      each(
        () => node('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
        () => node('eslint/bin/eslint.js', '.'),
      ),
  },
  {
    name: 'e2e',
    title: 'Kiểm thử đầu cuối trong Chromium',
    needs: ['server', 'pages'],
    run: () => runVitest('e2e', 'web', 'vitest.e2e.config.ts'),
  },
]

const failures = []

function show(task, result, seconds) {
  if (result.code !== 0) failures.push(task.title)
  if (result.isShown) return
  const time = `${seconds.toFixed(1).replace('.', ',')} giây`
  const tests = result.passed === undefined ? '' : `, ${result.passed} đạt`
  if (result.code === 0) return console.log(`✓ ${task.title}: ${time}${tests}`)
  console.log(`✗ ${task.title}: ${time}\n${result.output.trim()}\n`)
}

/** The one last line that other programs read. */
function conclude(results) {
  let passed = 0
  let failed = 0
  for (const result of results.values()) {
    passed += result.passed ?? 0
    failed += result.failed ?? (result.code === 0 ? 0 : 1)
  }
  const skipped = TASKS.filter((task) => !results.has(task.name)).map((task) => task.title)
  if (skipped.length > 0) console.log(`Bỏ qua vì bước trước không thành công: ${skipped.join(', ')}`)
  if (failures.length > 0) console.log(`Không thành công: ${failures.join(', ')}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && skipped.length === 0 ? 0 : 1)
}

requireNode()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void endAll().then(() => process.exit(130)))
}

try {
  await install()
} catch (error) {
  if (!(error instanceof Reported)) console.error(error)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
conclude(await runTasks(TASKS, Math.min(4, Math.max(2, availableParallelism())), show))
