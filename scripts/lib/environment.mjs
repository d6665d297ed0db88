/** The environment for tests: nothing of the machine's own settings reaches them, above all no database. */
export function testEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(NTM_|npm_|PG|DATABASE_URL)/.test(name) && name !== 'NTM_TEST_DATABASE_URL') delete env[name]
  }
  for (const name of ['NODE_ENV', 'HOST', 'PORT', 'NODE_OPTIONS', 'VITEST']) delete env[name]
  return { ...env, NTM_ENV_FILE: '', TZ: 'UTC' }
}
