import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '../db/client.js'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'
import { createFirstAdministrator } from './create-administrator.js'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, 2)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test('an empty system gets one administrator with a one-time password, and no second one this way', async () => {
  const password = await createFirstAdministrator(pool, 'quan.tri')
  expect(password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/)
  const { rows } = await pool.query(
    `select username, one_time_until > now() "isOneTime", role from accounts join role_grants on account_id = accounts.id`,
  )
  expect(rows).toEqual([{ username: 'quan.tri', isOneTime: true, role: 'administrator' }])
  await expect(createFirstAdministrator(pool, 'quan.tri.2')).rejects.toThrow('Đã có tài khoản quản trị')
})

test('refuses a user name that nobody could sign in with', async () => {
  await expect(createFirstAdministrator(pool, 'Quản Trị')).rejects.toThrow('Tên đăng nhập')
})
