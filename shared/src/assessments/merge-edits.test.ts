import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeEdits } from './merge-edits.js'
import { fieldOf, isSame, NO_ANSWER, type Edit, type FieldKey } from './sheet-fields.js'

const answer = (value: number | null): Edit => ({ kind: 'answer', measure: '11.1', answer: { ...NO_ANSWER, value } })
const note = (text: string | null): Edit => ({ kind: 'note', measure: '11.1', text })
const obstacle = (text: string | null): Edit => ({ kind: 'obstacle', criterion: 11, text })
const mapOf = (...edits: Edit[]) => new Map(edits.map((edit) => [fieldOf(edit), edit]))

test.each([
  ['what only I changed is sent', 6, 7, 6, { mine: ['answer/11.1'], conflicts: [], taken: [] }],
  ['what only another changed is taken', 6, undefined, 7, { mine: [], conflicts: [], taken: ['answer/11.1'] }],
  ['what I wrote and put back leaves the other’s word', 6, 6, 7, { mine: [], conflicts: [], taken: ['answer/11.1'] }],
  ['what both changed alike is agreed', 6, 7, 7, { mine: [], conflicts: [], taken: [] }],
  ['what both changed is for a person to choose', 6, 7, 8, { mine: [], conflicts: ['answer/11.1'], taken: [] }],
  ['emptying is a change too', 6, null, 8, { mine: [], conflicts: ['answer/11.1'], taken: [] }],
] as const)('%s', (_rule, base, mine, theirs, expected) => {
  const merged = mergeEdits({
    base: mapOf(answer(base)),
    mine: mine === undefined ? new Map() : mapOf(answer(mine)),
    theirs: mapOf(answer(theirs)),
  })
  const { conflicts, taken } = merged
  expect({ mine: [...merged.mine.keys()], conflicts: [...conflicts.keys()], taken }).toEqual(expected)
})

test('value and note of one measure are two fields: each person keeps their own', () => {
  const merged = mergeEdits({
    base: mapOf(answer(6), note(null)),
    mine: mapOf(note('Rà soát tháng 6')),
    theirs: mapOf(answer(7), note(null)),
  })
  expect(merged).toEqual({ mine: mapOf(note('Rà soát tháng 6')), conflicts: new Map(), taken: ['answer/11.1'] })
})

test('text that differs in blanks and composition alone is no conflict', () => {
  const merged = mergeEdits({
    base: mapOf(obstacle(null)),
    mine: mapOf(obstacle('Đường lầy '.normalize('NFD'))),
    theirs: mapOf(obstacle('Đường lầy')),
  })
  expect(merged).toEqual({ mine: new Map(), conflicts: new Map(), taken: [] })
})

test('an edit of unknown origin gives way to nothing but an empty field', () => {
  const mine = mapOf(answer(7))
  expect(mergeEdits({ base: new Map(), mine, theirs: mapOf(answer(null)) }).mine).toEqual(mine)
  expect(mergeEdits({ base: new Map(), mine, theirs: mapOf(answer(8)) }).conflicts.size).toBe(1)
})

const edit = (index: number): fc.Arbitrary<Edit> => {
  const text = fc.constantFrom(null, '', 'Mưa', ' Mưa', 'Hạn')
  const value = fc.constantFrom(null, 6, 7)
  return fc.oneof(
    value.map((each): Edit => ({ kind: 'answer', measure: `${index}.1`, answer: { ...NO_ANSWER, value: each } })),
    text.map((each): Edit => ({ kind: 'note', measure: `${index}.1`, text: each })),
    text.map((each): Edit => ({ kind: 'remedy', criterion: index, text: each })),
  )
}
/** Three versions of a few fields, as one person's page holds them. */
const versions = fc
  .array(fc.integer({ min: 1, max: 6 }).chain((index) => fc.tuple(edit(index), edit(index), edit(index), fc.boolean())))
  .map((rows) => {
    const [base, mine, theirs] = [1, 2, 3].map(() => new Map<FieldKey, Edit>())
    if (!base || !mine || !theirs) throw new RangeError()
    for (const [before, own, now, isWritten] of rows) {
      const field = fieldOf(before)
      const alike = (other: Edit): Edit => (fieldOf(other) === field ? other : before)
      base.set(field, before)
      theirs.set(field, alike(now))
      if (isWritten) mine.set(field, alike(own))
      else mine.delete(field)
    }
    return { base, mine, theirs }
  })
const get = (map: ReadonlyMap<FieldKey, Edit>, field: FieldKey): Edit => {
  const found = map.get(field)
  if (!found) throw new RangeError(field)
  return found
}

test('whatever two people wrote: nothing typed is lost, nothing saved is overwritten unasked', () => {
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const merged = mergeEdits({ base, mine, theirs })
      for (const field of merged.mine.keys()) expect(isSame(get(base, field), get(theirs, field))).toBe(true)
      for (const [field, own] of mine) {
        const isKept = merged.mine.get(field) === own || merged.conflicts.get(field)?.mine === own
        expect(isKept || isSame(own, get(theirs, field)) || isSame(own, get(base, field))).toBe(true)
      }
      for (const [field, now] of theirs) {
        if (isSame(get(base, field), now)) continue
        const own = mine.get(field)
        const isAgreed = own !== undefined && isSame(own, now)
        expect(isAgreed || merged.conflicts.has(field) || merged.taken.includes(field)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('both people see the same conflicts, whoever of them saved first', () => {
  fc.assert(
    fc.property(versions, ({ base, mine, theirs }) => {
      const full = new Map([...base, ...mine])
      const one = mergeEdits({ base, mine, theirs }).conflicts
      const changed = new Map([...theirs].filter(([field, now]) => !isSame(now, get(base, field))))
      const other = mergeEdits({ base, mine: changed, theirs: full }).conflicts
      expect([...other.keys()].sort()).toEqual([...one.keys()].sort())
    }),
    { numRuns: 2_000 },
  )
})
