import { expect, test } from 'vitest'
import { beginDraft, checkOfficial, stateOf } from './official-draft'

const TODAY = '2019-07-22'
const latest = { name: 'A Blap', title: 'Chủ tịch UBND xã', from: '2016-07-01', to: null }
const draft = { name: 'Y Hạnh', title: 'Chủ tịch UBND xã', from: '2019-08-01' }

test.each([
  [{ from: null, to: null }, 'current'],
  [{ from: TODAY, to: null }, 'current'],
  [{ from: '2016-07-01', to: TODAY }, 'current'],
  [{ from: '2016-07-01', to: '2019-07-21' }, 'ended'],
  [{ from: '2019-07-23', to: null }, 'upcoming'],
])('a term of %j is %s', (days, state) => {
  expect(stateOf({ ...latest, ...days }, TODAY)).toBe(state)
})

test('a successor begins in the same office, today; a correction with what is there', () => {
  expect(beginDraft(latest, false, TODAY)).toEqual({ name: '', title: latest.title, from: TODAY })
  expect(beginDraft({ ...latest, from: '2019-08-01' }, false, TODAY).from).toBe('2019-08-02')
  expect(beginDraft(undefined, false, TODAY)).toEqual({ name: '', title: '', from: TODAY })
  expect(beginDraft(latest, true, TODAY)).toEqual({ name: 'A Blap', title: latest.title, from: '2016-07-01' })
})

test.each([
  ['without a name', { name: ' ' }, 'name', 'nameMissing'],
  ['without an office', { title: '' }, 'title', 'titleMissing'],
  ['from a day that is none', { from: 'mai' }, 'from', 'notADay'],
  ['before the one in office', { from: '2016-06-30' }, 'from', 'beforeLatest'],
  ['on the very day that the one in office began', { from: '2016-07-01' }, 'from', 'beforeLatest'],
])('a successor %s is not sent', (_case, change, field, fault) => {
  expect(checkOfficial({ ...draft, ...change }, latest, false)).toEqual([{ field, fault }])
})

test('a correction keeps the day of the entry it corrects', () => {
  expect(checkOfficial({ ...draft, from: '2016-07-01' }, latest, true)).toEqual([])
  expect(checkOfficial(draft, undefined, false)).toEqual([])
})
