import type { Comparator, LegalBasis, MeasureKind } from '@ntm/shared/criteria/definition'
import { runNamed, type Database } from '../../db/client.js'

export interface CatalogueThreshold {
  id: number
  region: string
  unit?: string
  year?: number
  value: number | true
  confirmed: boolean
  legalBasis?: string
  note?: string
  /** When another took its place: it holds no more, but sheets that were judged by it name it. */
  replacedAt?: string
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
  /** Agencies in charge, in the order of time. */
  leads: CatalogueLead[]
}

export interface CatalogueLead {
  agency: string
  agencyName: string
  /** First and last day of being in charge; null: without beginning or end. */
  from: string | null
  to: string | null
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

/** Milliseconds for which the sets are taken for what they were: a change shows on every copy within that time. */
const REMEMBER = 100

interface Read {
  version: number
  catalogues: Catalogue[]
}

interface Memory {
  /** What was read last. */
  latest?: Read
  asked?: Promise<Read>
  until: number
}

const memories = new WeakMap<object, Memory>()

function memoryOf(db: Database): Memory {
  const memory = memories.get(db.$client) ?? { until: 0 }
  memories.set(db.$client, memory)
  return memory
}

/** All criteria sets, newest last. @param db - The pool's, not a transaction's: it is the key of what is remembered. */
export async function listCatalogues(db: Database): Promise<Catalogue[]> {
  const memory = memoryOf(db)
  if (memory.asked && memory.until > Date.now()) return (await memory.asked).catalogues
  return checkCatalogues(db)
}

/** All criteria sets as they are now, for an answer that is kept for as long as nothing changes. */
export async function checkCatalogues(db: Database): Promise<Catalogue[]> {
  const memory = memoryOf(db)
  const asked = readCatalogues(db, memory.latest)
  memory.asked = asked
  memory.until = Date.now() + REMEMBER
  try {
    const read = await asked
    memory.latest = read
    return read.catalogues
  } catch (failure) {
    if (memory.asked === asked) memory.until = 0
    throw failure
  }
}

/**
 * All criteria sets as they hold until the transaction ends, to judge a sheet by: nobody changes them meanwhile.
 *
 * It comes before any lock of a sheet: a change of the sets waits for whoever judges, and then for the sheets.
 *
 * @param db - The pool's, which mostly knows the sets. Never waits for it: this transaction has a connection already.
 */
export async function holdCatalogues(tx: Database, db: Database): Promise<Catalogue[]> {
  const [row] = await runNamed<{ version: number }>(tx, HOLD_CRITERIA, [])
  const { latest } = memoryOf(db)
  if (latest && latest.version === row?.version) return latest.catalogues
  return (await readCatalogues(tx, undefined)).catalogues
}

/** The sets as they were read last, with their version; undefined where nobody has read them yet. */
export function recallCatalogues(db: Database): { version: number; catalogues: Catalogue[] } | undefined {
  return memoryOf(db).latest
}

/** Makes every judging of sheets, and every other change of the sets, wait until the transaction ends. */
export async function claimCatalogues(tx: Database): Promise<Catalogue[]> {
  await tx.$client.query('select claim_criteria()')
  return (await readCatalogues(tx, undefined)).catalogues
}

/** Whoever has just changed the sets sees the change with the next request. */
export function forgetCatalogues(db: Database): void {
  memoryOf(db).until = 0
}

/** Reads the sets, unless they are still those of the version that is known. */
async function readCatalogues(db: Database, known: Read | undefined): Promise<Read> {
  const [row] = await runNamed<{ version: number; catalogues: Catalogue[] | null }>(db, READ_CATALOGUES, [
    known?.version ?? null,
  ])
  if (!row) throw new Error('The table criteria_versions has lost its row')
  return known && row.catalogues === null ? known : { version: row.version, catalogues: row.catalogues ?? [] }
}

/** The set that results of `day` are told by, also of years before this system; undefined outside every set. */
export function pickResultSet(catalogues: readonly Catalogue[], day: string): Catalogue | undefined {
  return catalogues.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
}

/** Whether sheets are judged by the set: those of years before this system have no measures. */
export function judgesSheets({ measures }: Catalogue): boolean {
  return measures.length > 0
}

/** The set that judges on `day`; undefined outside the time of every set. */
export function pickCatalogue(catalogues: readonly Catalogue[], day: string): Catalogue | undefined {
  return pickResultSet(catalogues.filter(judgesSheets), day)
}

export async function findCatalogueOn(db: Database, day: string): Promise<Catalogue | undefined> {
  return pickCatalogue(await listCatalogues(db), day)
}

const HOLD_CRITERIA = { name: 'hold-criteria', text: 'select hold_criteria() "version"' }

const READ_CATALOGUES = {
  name: 'read-catalogues',
  text: `
    select v.version, case when v.version is distinct from $1::integer then (select json_agg(json_build_object(
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
        select coalesce(json_agg(json_build_object('code', i.code, 'criterion', i.criterion, 'name', i.name,
          'nameEn', i.name_en, 'leads', (
            select json_agg(json_build_object('agency', a.code, 'agencyName', a.name,
              'from', lower(l.valid), 'to', upper(l.valid) - 1) order by l.valid)
            from indicator_leads l join agencies a on a.id = l.agency_id
            where l.set_id = i.set_id and l.indicator = i.code)) order by i.position), '[]')
        from indicators i where i.set_id = s.id),
      'measures', (
        select coalesce(json_agg(json_build_object('id', m.id, 'key', m.key, 'indicator', m.indicator,
          'criterion', m.criterion, 'label', m.label, 'labelEn', m.label_en, 'kind', m.kind, 'unit', m.unit,
          'comparator', m.comparator, 'allowsNotApplicable', m.allows_not_applicable, 'thresholds', (
            select json_agg(json_strip_nulls(json_build_object('id', t.id, 'region', t.region, 'unit', u.uid,
              'year', t.year, 'value', case when m.kind = 'boolean' then to_json(true) else to_json(t.value) end,
              'confirmed', t.confirmed, 'legalBasis', t.legal_basis, 'note', t.note, 'replacedAt', t.replaced_at))
              order by t.id)
            from thresholds t left join units u on u.id = t.unit_id where t.measure_id = m.id
          )) order by m.position), '[]')
        from measures m where m.set_id = s.id)
    ) order by s.valid) from criteria_sets s) end catalogues
    from criteria_versions v`,
}
