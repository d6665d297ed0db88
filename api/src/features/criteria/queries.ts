import type { Comparator, LegalBasis, MeasureKind } from '@ntm/shared/criteria/definition'
import { runNamed, type Database } from '../../db/client.js'

export interface CatalogueThreshold {
  id: number
  region: string
  unit?: string
  year?: number
  value: number | true
  confirmed: boolean
  legalBasis: string | null
  note: string | null
}

export interface CatalogueMeasure {
  id: number
  key: string
  indicator: string
  criterion: number
  label: string | null
  labelEn: string | null
  kind: MeasureKind
  unit: string | null
  comparator: Comparator
  allowsNotApplicable: boolean
  thresholds: CatalogueThreshold[]
}

export interface CatalogueIndicator {
  code: string
  criterion: number
  name: string
  nameEn: string
  leadAgency: string
  leadAgencyName: string
}

/** A criteria set with all that judging and showing a sheet needs, in the order of the set. */
export interface Catalogue {
  id: number
  code: string
  name: string
  nameEn: string
  legalBasis: LegalBasis[]
  region: string
  validFrom: string
  validTo: string | null
  groups: { code: string; name: string; nameEn: string; criteria: number[] }[]
  criteria: { number: number; group: string; name: string; nameEn: string }[]
  indicators: CatalogueIndicator[]
  measures: CatalogueMeasure[]
}

/**
 * Milliseconds for which the sets are remembered. They change a few times in a decade, but a threshold that an
 * officer corrects has to hold on every copy within a second.
 */
const REMEMBER = 1_000

const remembered = new WeakMap<object, { catalogues: Promise<Catalogue[]>; until: number }>()

/** All criteria sets, newest last. @param db - The pool's, not a transaction's: it is the key of what is remembered. */
export function listCatalogues(db: Database): Promise<Catalogue[]> {
  const known = remembered.get(db.$client)
  if (known && known.until > Date.now()) return known.catalogues
  const catalogues = runNamed<{ catalogue: Catalogue }>(db, READ_CATALOGUES, []).then((rows) =>
    rows.map((row) => row.catalogue),
  )
  remembered.set(db.$client, { catalogues, until: Date.now() + REMEMBER })
  catalogues.catch(() => remembered.delete(db.$client))
  return catalogues
}

/** The set that judges on `day`; undefined outside the time of every set. */
export function pickCatalogue(catalogues: readonly Catalogue[], day: string): Catalogue | undefined {
  return catalogues.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
}

export async function findCatalogueOn(db: Database, day: string): Promise<Catalogue | undefined> {
  return pickCatalogue(await listCatalogues(db), day)
}

const READ_CATALOGUES = {
  name: 'read-catalogues',
  text: `
    select json_build_object(
      'id', s.id, 'code', s.code, 'name', s.name, 'nameEn', s.name_en, 'legalBasis', s.legal_basis,
      'region', s.region, 'validFrom', lower(s.valid), 'validTo', upper(s.valid) - 1,
      'groups', (
        select json_agg(json_build_object('code', g.code, 'name', g.name, 'nameEn', g.name_en, 'criteria', (
          select json_agg(c.number order by c.number) from criteria c
          where c.set_id = g.set_id and c.group_code = g.code)) order by g.position)
        from criterion_groups g where g.set_id = s.id),
      'criteria', (
        select json_agg(json_build_object('number', c.number, 'group', c.group_code, 'name', c.name,
          'nameEn', c.name_en) order by c.number)
        from criteria c where c.set_id = s.id),
      'indicators', (
        select json_agg(json_build_object('code', i.code, 'criterion', i.criterion, 'name', i.name,
          'nameEn', i.name_en, 'leadAgency', a.code, 'leadAgencyName', a.name) order by i.position)
        from indicators i
        join indicator_leads l on l.set_id = i.set_id and l.indicator = i.code and upper_inf(l.valid)
        join agencies a on a.id = l.agency_id
        where i.set_id = s.id),
      'measures', (
        select json_agg(json_build_object('id', m.id, 'key', m.key, 'indicator', m.indicator,
          'criterion', m.criterion, 'label', m.label, 'labelEn', m.label_en, 'kind', m.kind, 'unit', m.unit,
          'comparator', m.comparator, 'allowsNotApplicable', m.allows_not_applicable, 'thresholds', (
            select json_agg(json_strip_nulls(json_build_object('id', t.id, 'region', t.region, 'unit', u.uid,
              'year', t.year, 'value', case when m.kind = 'boolean' then to_json(true) else to_json(t.value) end,
              'confirmed', t.confirmed, 'legalBasis', t.legal_basis, 'note', t.note)) order by t.id)
            from thresholds t left join units u on u.id = t.unit_id where t.measure_id = m.id
          )) order by m.position)
        from measures m where m.set_id = s.id)
    ) catalogue
    from criteria_sets s order by s.valid`,
}
