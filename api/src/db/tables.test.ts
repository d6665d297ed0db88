import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable, type PgColumn } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.js'

/** What Drizzle's tables say must be what the migrations made: nobody would notice until a statement fails. */
const FEATURES = fileURLToPath(new URL('../features', import.meta.url))

interface MigratedColumn {
  name: string
  type: string
  nullable: boolean
  /** Filled without being named: by a default, an identity or an expression. */
  filled: boolean
}

const tables = await listTables()
let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

async function listTables(): Promise<PgTable[]> {
  const files = (await readdir(FEATURES, { recursive: true })).filter((file) => file.endsWith('tables.ts'))
  const modules = await Promise.all(files.map((file) => import(`${FEATURES}/${file}`) as Promise<object>))
  return modules.flatMap((module) => Object.values(module).filter((value): value is PgTable => is(value, PgTable)))
}

async function listColumns(table: string): Promise<MigratedColumn[]> {
  const { rows } = await client.query<MigratedColumn>(
    `select attname name,
      case when t.typtype = 'd' then t.typname else format_type(atttypid, atttypmod) end type,
      not attnotnull nullable, atthasdef or attidentity <> '' filled
    from pg_attribute join pg_type t on t.oid = atttypid
    where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attname`,
    [table],
  )
  return rows
}

function describeColumn(column: PgColumn): MigratedColumn {
  return {
    name: column.name,
    type: normaliseType(column.getSQLType()),
    nullable: !column.notNull,
    filled: column.hasDefault || column.generated !== undefined || column.generatedIdentity !== undefined,
  }
}

/** Drizzle and PostgreSQL print the same type with other spaces. */
function normaliseType(type: string): string {
  return type.replaceAll(', ', ',')
}

test('there are tables to compare, and none is written down twice', () => {
  const names = tables.map(getTableName)
  expect(names.length).toBeGreaterThan(15)
  expect(new Set(names).size).toBe(names.length)
})

describe.each(tables.map((table) => ({ name: getTableName(table), table })))('$name', ({ name, table }) => {
  test('has the columns that the migrations made: names, types, what may be null, what fills itself', async () => {
    const migrated = await listColumns(name)
    const known = new Set(migrated.map((column) => column.name))
    const drawn = Object.values(getTableColumns(table)).map(describeColumn)
    expect(drawn.filter((column) => !known.has(column.name))).toEqual([])
    for (const column of drawn) {
      const there = migrated.find((each) => each.name === column.name)
      expect({ ...column, type: column.type }, column.name).toEqual(
        there && { ...there, type: normaliseType(there.type) },
      )
    }
  })

  test('leaves out no column that an insert has to name', async () => {
    const drawn = new Set(Object.values(getTableColumns(table)).map((column) => column.name))
    const missing = (await listColumns(name)).filter((column) => !drawn.has(column.name))
    expect(missing.filter(({ nullable, filled }) => !nullable && !filled)).toEqual([])
  })
})
