import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { testEnvironment } from './environment.mjs'
import { CACHE, ROOT } from './root.mjs'
import { run } from './run.mjs'

/**
 * Runs the tests of one package.
 *
 * A file that cannot even be read, or an error outside any test, counts as one failed test: it must not go unseen.
 *
 * @returns {Promise<{ code: number, output: string, passed: number, failed: number }>}
 */
export async function runVitest(name, directory, config) {
  const report = join(CACHE, 'tests', `${name}.json`)
  mkdirSync(join(CACHE, 'tests'), { recursive: true })
  rmSync(report, { force: true })
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, output } = await run([process.execPath, vitest, ...args], {
    cwd: join(ROOT, directory),
    env: testEnvironment(),
  })
  const { passed, failed } = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 }
  return { code, output, passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function count(report) {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unread.length }
}
