import { sql } from 'drizzle-orm'
import type { CriteriaSet, Measure, Threshold } from '@ntm/shared/criteria/definition'
import type { Database } from '../../db/client.js'
import { criteria, criteriaSets, criterionGroups, indicatorLeads, indicators, measures, thresholds } from './tables.js'

/** Writes a whole set; agencies and units that it names are there. */
export async function insertSet(tx: Database, set: CriteriaSet): Promise<void> {
  const { code, level, name, nameEn, legalBasis, region, method, validFrom, validTo } = set
  const valid = sql`daterange(${validFrom}::date, ${validTo}::date, '[]')`
  const [row] = await tx
    .insert(criteriaSets)
    .values({ code, level, name, nameEn, legalBasis: [...legalBasis], region, method, valid })
    .returning({ id: criteriaSets.id })
  if (!row) throw new Error(`Set ${code} was not stored`)
  const setId = row.id

  const groups = set.groups.map((group, position) => ({ ...group, setId, position: position + 1 }))
  await tx.insert(criterionGroups).values(groups)
  await tx.insert(criteria).values(set.criteria.map((each) => ({ ...each, setId, groupCode: each.group })))

  const listed = set.criteria.flatMap(({ number, indicators }) =>
    indicators.map((indicator) => ({ ...indicator, setId, criterion: number })),
  )
  // A set of before this system has none: drizzle refuses to insert nothing.
  if (listed.length === 0) return
  await tx.insert(indicators).values(listed.map((indicator, index) => ({ ...indicator, position: index + 1 })))
  await tx.insert(indicatorLeads).values(
    listed.map(({ code, leadAgency }) => ({
      setId,
      indicator: code,
      agencyId: sql<number>`(select id from agencies where code = ${leadAgency})`,
      valid: sql`daterange(null, null)`,
    })),
  )

  const measured = listed.flatMap(({ code, criterion, measures }) =>
    measures.map((measure) => ({ measure, indicator: code, criterion })),
  )
  for (const [index, { measure, indicator, criterion }] of measured.entries()) {
    await insertMeasure(tx, set, measure, { setId, indicator, criterion, position: index + 1 })
  }
}

async function insertMeasure(
  tx: Database,
  set: CriteriaSet,
  measure: Measure,
  place: { setId: number; indicator: string; criterion: number; position: number },
): Promise<void> {
  const { key, label, labelEn, kind, unit, comparator, allowsNotApplicable } = measure
  const [row] = await tx
    .insert(measures)
    .values({
      ...place,
      key,
      kind,
      unit,
      comparator,
      label: label ?? null,
      labelEn: labelEn ?? null,
      allowsNotApplicable: allowsNotApplicable ?? false,
    })
    .returning({ id: measures.id })
  if (!row) throw new Error(`Measure ${key} was not stored`)
  await tx.insert(thresholds).values(
    measure.thresholds.map((threshold) => ({
      measureId: row.id,
      region: threshold.region,
      unitId: threshold.unit === undefined ? null : sql<number>`(select id from units where uid = ${threshold.unit})`,
      year: threshold.year ?? null,
      value: threshold.value === true ? 1 : threshold.value,
      confirmed: threshold.confirmed,
      legalBasis: legalBasisOf(set, threshold),
      setBy: threshold.setBy ?? null,
      note: threshold.note ?? null,
      source: threshold.source ?? null,
    })),
  )
}

/** A confirmed national value rests on the national decision; one nobody has checked rests on nothing yet. */
function legalBasisOf(set: CriteriaSet, threshold: Threshold): string | null {
  if (!threshold.confirmed) return null
  if (threshold.legalBasis !== undefined) return threshold.legalBasis
  const index = threshold.setBy === 'province' ? 1 : 0
  return set.legalBasis[index]?.number ?? null
}
