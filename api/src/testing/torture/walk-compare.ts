import type pg from 'pg'
import { expect } from 'vitest'
import { packResults, unpackResults } from '@ntm/shared/analysis/result-masks'
import type { CriterionResult } from '@ntm/shared/criteria/results'
import type { Field } from './field.js'
import { readSheet } from './field.js'
import { UNITS, type Command } from './walk-commands.js'
import { judge, type ModelSheet } from './walk-model.js'
import type { World } from './walk-world.js'

const CRITERIA = 19

/** Numbers and sums of everything that a change could have changed. */
export async function countAll(pool: pg.Pool): Promise<unknown> {
  const { rows } = await pool.query(`
    select (select count(*) from audit_events where action <> 'access.refused') events,
      (select sum(hashtext(s::text)) from sheets s where period >= '2020-12') sheets,
      (select sum(hashtext(v::text)) from verifications v) verifications,
      (select count(*) from sheet_submissions) submissions,
      (select count(*) from consolidations) consolidations,
      (select sum(hashtext(p::text)) from periods p where period >= '2020-12') periods,
      (select sum(hashtext(m::text)) from monthly_results m where period >= '2020-12') results`)
  return rows[0]
}

/** Holds what a command was about to the model; a consolidation is about every commune of the month. */
export async function compareSheet(field: Field, world: World, { kind, unit, period }: Command): Promise<void> {
  const units = kind === 'consolidate' ? UNITS.map((each) => each.unit) : [unit]
  for (const each of units) await compare(field, world, world.sheetOf(each, period))
}

export async function compareAll(field: Field, world: World): Promise<void> {
  for (const sheet of [...world.sheets.values()].slice(-12)) await compare(field, world, sheet)
  const { rows } = await field.pool.query<{ key: string; revision: number; masks: number[] }>(
    `select u.code || '/' || k.period "key", k.revision, array[reported_met_mask, reported_not_met_mask,
       approved_met_mask, approved_not_met_mask, met_mask, not_met_mask] masks
     from consolidated_results k join units u on u.id = k.unit_id where k.period >= '2020-12' order by 1, 2`,
  )
  const wanted = [...world.sheets].flatMap(([key, { records }]) =>
    records.map((each, index) => {
      const masks = [each.reported, each.approved, each.official].flatMap((results) => Object.values(pack(results)))
      return { key, revision: index + 1, masks }
    }),
  )
  expect(rows, 'numbers of record never change').toEqual(
    wanted.sort((a, b) => a.key.localeCompare(b.key) || a.revision - b.revision),
  )
}

async function compare(field: Field, world: World, wanted: ModelSheet): Promise<void> {
  const { unit, period } = wanted
  const path = `/api/v1/assessments/${unit}/${period}`
  const { sheet, version } = await readSheet(await field.as('vpdp'), { unit, period, path, district: '' })
  const { dueOn, locksOn } = world.monthOf(period)
  const own = judge(wanted, field.measures)
  const isAccepted = wanted.status === 'approved' || wanted.status === 'consolidated'
  expect({
    ...{ version, status: sheet.status, revision: sheet.revision, timeliness: sheet.timeliness },
    ...{ dueOn: sheet.dueOn, locksOn: sheet.locksOn, met: sheet.summary.met },
    reported: sheet.criteria.map(({ reported }) => reported),
    approved: sheet.criteria.map(({ approved }) => approved),
    official: sheet.criteria.map(({ official }) => official),
    ...(await readTables(field.pool, unit, period)),
  }).toEqual({
    ...{ version: wanted.version, status: wanted.status, revision: wanted.revision, timeliness: wanted.timeliness },
    ...{ dueOn, locksOn, met: own.filter((result) => result === 'met').length },
    reported: own,
    approved: isAccepted ? wanted.approved : own.map(() => null),
    official: wanted.records.at(-1)?.official ?? own.map(() => null),
    results: {
      ...(wanted.approved && { approved: wanted.approved }),
      ...(wanted.records.length > 0 && { official: wanted.records.at(-1)?.official }),
      ...(wanted.reported && { reported: wanted.reported }),
    },
    events: wanted.events,
    submissions: wanted.submissions,
  })
  const { met, notMet, incomplete } = sheet.summary
  expect(met + notMet + incomplete).toBe(CRITERIA)
}

async function readTables(pool: pg.Pool, unit: string, period: string) {
  const { rows } = await pool.query<{
    events: number
    submissions: number
    results: Record<string, [number, number]> | null
  }>(
    `select
       (select count(*)::int from audit_events where subject_kind = 'assessment'
          and subject_key like u.uid || '/' || $2 || '/%') events,
       (select count(*)::int from sheet_submissions b join sheets s on s.id = b.sheet_id
          where s.unit_id = u.id and s.period = $2) submissions,
       (select json_object_agg(basis, json_build_array(met_mask, not_met_mask)) from monthly_results m
          where m.unit_id = u.id and m.period = $2) results
     from units u where u.code = $1 and u.valid @> ($2 || '-01')::date`,
    [unit, period],
  )
  const [row] = rows
  if (!row) throw new RangeError(`There is no commune ${unit}`)
  const results = Object.entries(row.results ?? {}).map(([basis, [metMask, notMetMask]]) => [
    basis,
    unpackResults({ metMask, notMetMask }, CRITERIA),
  ])
  return { ...row, results: Object.fromEntries(results) as Record<string, CriterionResult[]> }
}

function pack(results: CriterionResult[]): [number, number] {
  const { metMask, notMetMask } = packResults(results)
  return [metMask, notMetMask]
}
