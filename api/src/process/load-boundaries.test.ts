import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MapView } from '@ntm/shared/boundaries/wire'
import { readConfig } from '../config.js'
import { buildBoundaryFile, type BuiltFile } from '../features/boundaries/builders.js'
import { startTestApp, type Caller, type TestApp } from '../testing/app.js'
import { Cleanup } from './cleanup.js'
import { bringBoundaries } from './load-boundaries.js'

let service: TestApp
let leader: Caller
let client: pg.Client
let dir: string
let lines: string[]

beforeAll(async () => {
  service = await startTestApp()
  leader = await service.as('ubnd')
  client = new pg.Client({ connectionString: service.databaseUrl })
  await client.connect()
  dir = await mkdtemp(join(tmpdir(), 'ntm-boundaries-'))
})
afterAll(async () => {
  await rm(dir, { recursive: true })
  await client.end()
  await service.close()
})
beforeEach(() => {
  lines = []
})

const WORDS = ['--source', 'Sở  Nội vụ', '--decision', '12/NQ-HĐND ngày 01/03/2015']

async function bring(words: string[]): Promise<boolean> {
  const cleanup = new Cleanup()
  const surroundings = { cleanup, signal: new AbortController().signal, print: (line: string) => void lines.push(line) }
  try {
    return await bringBoundaries(readConfig({ DATABASE_URL: service.databaseUrl }), surroundings, words)
  } finally {
    await cleanup.run((error) => expect.unreachable(String(error)))
  }
}

async function load(file: BuiltFile | string, ...words: string[]): Promise<boolean> {
  const path = join(dir, 'ranh-gioi.geojson')
  await writeFile(path, typeof file === 'string' ? file : JSON.stringify(file))
  return bring([path, '--from', '2015-03-12', ...WORDS, ...words])
}

async function count(): Promise<{ sets: number; areas: number; events: number }> {
  const { rows } = await client.query<{ sets: number; areas: number; events: number }>(
    `select (select count(*)::int from boundary_sets) sets, (select count(*)::int from unit_boundaries) areas,
      (select count(*)::int from audit_events where action = 'boundaries.loaded') events`,
  )
  return rows[0] ?? { sets: -1, areas: -1, events: -1 }
}

/** Ends a commune the day before and begins another that is nothing but the same under a new name. */
async function rename(code: string, day: string): Promise<void> {
  const old = await client.query<{ id: number }>(
    'update units set valid = daterange(lower(valid), $2) where code = $1 and valid @> $2::date returning id',
    [code, day],
  )
  const made = await client.query<{ id: number }>(
    `insert into units (uid, code, kind, type, name, full_name, search_key, parent_id, path, valid)
     select code || '-' || $2::text, code, kind, type, 'Xã mới từ ' || $2::text, full_name, search_key, parent_id, path,
       daterange($2::date, '2025-07-01')
     from units where id = $1 returning id`,
    [old.rows[0]?.id, day],
  )
  const [from, to] = [old.rows[0]?.id, made.rows[0]?.id]
  // What becomes of it later becomes of the new one.
  await client.query('update unit_successions set from_id = $2 where from_id = $1', [from, to])
  await client.query(
    `insert into unit_successions (from_id, to_id, happened_on, legal_basis) values ($1, $2, $3, 'số 1')`,
    [from, to, day],
  )
}

const readMap = async (query: string) => (await leader.get(`/api/v1/map?${query}`).expect(200)).body as MapView

describe('a file that is not right', () => {
  afterEach(async () => {
    expect(await count()).toEqual({ sets: 0, areas: 0, events: 0 })
  })

  test('is refused whole, and everything wrong with it is named', async () => {
    const file = buildBoundaryFile('2015-03-12')
    const [first, second, third] = file.features
    if (!first || !second || !third) throw new Error('No features')
    first.properties.code = '99999'
    second.geometry = { type: 'Point', coordinates: [108, 14] }
    third.properties = {}
    expect(await load(file)).toBe(false)
    expect(lines[0]).toBe('Tệp có 4 chỗ phải sửa. Chưa nạp gì.')
    expect(lines).toContain('  - Đối tượng 1: mã 99999 không phải xã, phường, thị trấn nào của tỉnh vào ngày áp dụng.')
    expect(lines).toContain('  - Đối tượng 2, Phường Duy Tân (23284): không có hình Polygon hay MultiPolygon.')
    expect(lines.at(-1)).toBe('  - Thiếu 2 đơn vị: Phường Quang Trung (23281), Phường Quyết Thắng (23287).')
  })

  test('or no JSON at all is refused, and one that is right is only looked at with --check', async () => {
    expect(await load('{"type": "FeatureCollection", ')).toBe(false)
    expect(lines).toEqual(['Tệp không phải JSON. Chưa nạp gì.'])
    expect(await load(buildBoundaryFile('2015-03-12'), '--check')).toBe(true)
    expect(lines.at(-1)).toMatch(/^Tệp hợp lệ: 102 đơn vị, vẽ bằng \d+ điểm\. Chưa nạp gì/)
  })

  test.each([
    [[]],
    [['x.geojson', '--from', '2015-02-30', ...WORDS]],
    [['x.geojson', '--from', '2015-03-12', '--source', ' ', '--decision', 'số 1']],
    [['x.geojson', '--from', '2015-03-12', '--colour', 'red', ...WORDS]],
  ])('the command %j says how it is used', async (words) => {
    await expect(bring(words)).rejects.toThrow('Cách dùng: load-boundaries')
  })

  test('a file that is not there is told', async () => {
    const words = [join(dir, 'khong-co.geojson'), '--from', '2015-03-12', ...WORDS]
    await expect(bring(words)).rejects.toThrow('Không đọc được tệp')
  })
})

describe('a file that is right', () => {
  test('stands on the map from its day on, with its source, and in the trail', async () => {
    expect(await load(buildBoundaryFile('2015-03-12', 60))).toBe(true)
    expect(lines).toEqual(['Đã nạp ranh giới của 102 đơn vị, áp dụng từ 2015-03-12, nguồn: Sở Nội vụ.'])
    const map = await readMap('unit=62&at=2019-06-30')
    expect(map.official).toEqual({
      validFrom: '2015-03-12',
      source: 'Sở Nội vụ',
      decision: '12/NQ-HĐND ngày 01/03/2015',
      missing: [],
    })
    expect(map.units.every(({ area }) => area !== null)).toBe(true)
    expect((await readMap('unit=62&at=2015-03-11')).official).toBeNull()
    const { rows } = await client.query(`select actor_name, subject_kind, subject_key, new from audit_events
      where action = 'boundaries.loaded'`)
    expect(rows).toMatchObject([
      { actor_name: 'Người vận hành máy chủ', subject_kind: 'unit', subject_key: '62', new: { units: 102 } },
    ])
  })

  test('is drawn with fewer points, and neighbours still share every one between them', async () => {
    const { units } = await readMap('unit=62&at=2019-06-30')
    const rings = units.flatMap(({ area }) => area?.flat() ?? [])
    const points = rings.reduce((sum, ring) => sum + ring.length, 0)
    expect(points).toBeLessThan(14_000)
    expect(points).toBeGreaterThan(5_000)
    const uses = new Map<string, number>()
    for (const ring of rings) {
      ring.slice(1).forEach((to, index) => {
        const key = [String(ring[index]), String(to)].sort().join(' ')
        uses.set(key, (uses.get(key) ?? 0) + 1)
      })
    }
    const inner = [...uses.values()].filter((times) => times === 2).length
    const outer = [...uses.values()].filter((times) => times === 1).length
    // A grid of 11 by 10: most lines have a neighbour on the other side.
    expect(inner).toBeGreaterThan(3 * outer)
    expect([...uses.values()].every((times) => times <= 2)).toBe(true)
  })

  test('loaded once more changes nothing, and another for the same day stands in its place', async () => {
    const before = await count()
    expect(await load(buildBoundaryFile('2015-03-12', 60))).toBe(true)
    expect(lines[0]).toMatch(/^Ranh giới đang áp dụng từ ngày đó đã là của tệp/)
    expect(await count()).toEqual(before)
    expect(await load(buildBoundaryFile('2015-03-12', 2), '--source', 'Bản đồ sửa')).toBe(true)
    expect((await readMap('unit=62&at=2019-06-30')).official?.source).toBe('Bản đồ sửa')
    expect(await count()).toEqual({ sets: before.sets + 1, areas: before.areas + 102, events: before.events + 1 })
  })

  test('that another took the place of is put back by loading it once more, with its row in the trail', async () => {
    const before = await count()
    expect(await load(buildBoundaryFile('2015-03-12', 60))).toBe(true)
    expect(lines[0]).toMatch(/^Đã nạp ranh giới/)
    expect((await readMap('unit=62&at=2019-06-30')).official?.source).toBe('Sở Nội vụ')
    expect(await count()).toEqual({ sets: before.sets + 1, areas: before.areas + 102, events: before.events + 1 })
  })

  test('is loaded once when three load it at once', async () => {
    const before = await count()
    const path = join(dir, 'ba-lan.geojson')
    await writeFile(path, JSON.stringify(buildBoundaryFile('2015-03-12', 3)))
    const words = [path, '--from', '2015-03-12', ...WORDS]
    expect(await Promise.all([bring(words), bring(words), bring(words)])).toEqual([true, true, true])
    expect((await count()).sets).toBe(before.sets + 1)
  })

  test.each([
    `update boundary_sets set source = 'x'`,
    'delete from boundary_sets',
    `update unit_boundaries set area = '[[]]'`,
    'delete from unit_boundaries',
    'truncate boundary_sets cascade',
  ])('is never rewritten: the database refuses %s', async (statement) => {
    await expect(client.query(statement)).rejects.toThrow(/kept for good/)
  })

  test('a commune that became a town, or was renamed twice, keeps its area; units that were merged have none, and then nobody has', async () => {
    const before = (await readMap('unit=62&at=2019-08-31')).units.find(({ unit }) => unit.code === '23473')
    const after = (await readMap('unit=62&at=2019-09-30')).units.find(({ unit }) => unit.code === '23473')
    expect(after?.unit.type).toBe('thị trấn')
    expect(after?.area).toEqual(before?.area)
    await rename('23512', '2019-10-01')
    await rename('23512', '2019-11-01')
    const renamed = (await readMap('unit=62&at=2019-11-30')).units.find(({ unit }) => unit.code === '23512')
    const original = (await readMap('unit=62&at=2019-09-30')).units.find(({ unit }) => unit.code === '23512')
    expect(renamed?.unit.name).toBe('Xã mới từ 2019-11-01')
    expect(renamed?.area).not.toBeNull()
    expect(renamed?.area).toEqual(original?.area)
    const merged = await readMap('unit=51&at=2025-07-01')
    expect(merged.official).toBeNull()
  })
})
