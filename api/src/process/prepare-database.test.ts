import { expect, test } from 'vitest'
import { readConfig } from '../config.js'
import { createTestDatabase } from '../testing/database.js'
import { prepareDatabase } from './prepare-database.js'

const { migrationsDir, databaseRole } = readConfig({})
const settings = { migrationsDir, databaseRole, demo: false }
const silent = (): void => undefined

test('production does not start on a database whose passwords stand in the documentation', async () => {
  const database = await createTestDatabase({ demo: true })
  await expect(prepareDatabase(database.url, { ...settings, production: true }, silent)).rejects.toThrow(
    /mật khẩu minh họa.*NODE_ENV=production/,
  )
  await expect(prepareDatabase(database.url, { ...settings, production: false }, silent)).resolves.toBeUndefined()
  await database.drop()
})

test('production starts on a database that holds the reference data', async () => {
  const database = await createTestDatabase()
  await expect(prepareDatabase(database.url, { ...settings, production: true }, silent)).resolves.toBeUndefined()
  await database.drop()
})
