import type { CriteriaSet, Threshold } from './definition.js'
import type { SetDifference } from './set-file-wire.js'

type Part = SetDifference['part']
type Facts = Readonly<Record<string, string | null>>

/**
 * What a set has otherwise than another: groups, criteria, indicators, measures and thresholds that were added,
 * removed or changed, in that order. Two equal sets: nothing. Who is in charge counts as a fact of the indicator.
 */
export function compareSets(before: CriteriaSet, after: CriteriaSet): SetDifference[] {
  const [old, fresh] = [describe(before), describe(after)]
  const keys = [...new Set([...old.keys(), ...fresh.keys()])]
  return keys
    .flatMap((key) => compare(old.get(key), fresh.get(key)))
    .sort(
      (a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || a.key.localeCompare(b.key, 'en', { numeric: true }),
    )
}

const ORDER: readonly Part[] = ['group', 'criterion', 'indicator', 'measure', 'threshold']

interface Described {
  part: Part
  key: string
  facts: Facts
}

function compare(old: Described | undefined, fresh: Described | undefined): SetDifference[] {
  const thing = fresh ?? old
  if (!thing) return []
  const names = [...new Set([...Object.keys(old?.facts ?? {}), ...Object.keys(fresh?.facts ?? {})])]
  const fields = names
    .map((field) => ({ field, before: old?.facts[field] ?? null, after: fresh?.facts[field] ?? null }))
    .filter((each) => each.before !== each.after)
  const change = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed'
  if (change === 'changed' && fields.length === 0) return []
  return [{ part: thing.part, key: thing.key, change, fields }]
}

/** Everything that a set says, flat: each thing by its part and key. */
function describe(set: CriteriaSet): Map<string, Described> {
  const things: Described[] = [
    ...set.groups.map(({ code, name, criteria }) => thing('group', code, { name, criteria: criteria.join(', ') })),
    ...set.criteria.flatMap((criterion) => [
      thing('criterion', String(criterion.number), { name: criterion.name, group: criterion.group }),
      ...criterion.indicators.flatMap(({ code, name, leadAgency, measures }) => [
        thing('indicator', code, { name, leadAgency }),
        ...measures.flatMap(({ key, kind, unit, comparator, label, allowsNotApplicable, thresholds }) => [
          thing('measure', key, {
            ...{ kind, unit, comparator, label: label ?? null },
            allowsNotApplicable: allowsNotApplicable === true ? 'true' : null,
          }),
          ...thresholds.map((threshold) =>
            thing('threshold', [key, ...scopeOf(threshold)].join(', '), factsOf(threshold)),
          ),
        ]),
      ]),
    ]),
  ]
  return new Map(things.map((each) => [`${each.part} ${each.key}`, each]))
}

function thing(part: Part, key: string, facts: Facts): Described {
  return { part, key, facts }
}

function scopeOf({ region, unit, year }: Threshold): string[] {
  return [region, ...(unit === undefined ? [] : [unit]), ...(year === undefined ? [] : [String(year)])]
}

function factsOf({ value, confirmed, legalBasis }: Threshold): Facts {
  return { value: String(value), confirmed: String(confirmed), legalBasis: legalBasis ?? null }
}
