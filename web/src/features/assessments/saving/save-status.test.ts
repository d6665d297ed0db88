import { expect, test } from 'vitest'
import { NO_ANSWER, type Edit, type FieldKey } from './edits'
import { EMPTY_STATE, type QueueState } from './queue-state'
import { saveStatusOf, sheetStatusOf } from './save-status'

const FIELD: FieldKey = 'answer/11.1'
const edit: Edit = { kind: 'answer', measure: '11.1', answer: { ...NO_ANSWER, value: 8.2 } }
const one = new Map([[FIELD, edit]])
const calm = { drafts: new Map(), faulty: new Map() }
const typing = { drafts: new Map([[FIELD, 0]]), faulty: new Map() }
const faulty = { drafts: new Map([[FIELD, 0]]), faulty: new Map([[FIELD, 0]]) }
const offline: Partial<QueueState> = { waiting: one, trouble: { kind: 'network', failures: 1 } }
const clashing: Partial<QueueState> = { conflicts: new Map([[FIELD, { mine: edit, theirs: edit }]]) }
const refused: Partial<QueueState> = { refused: new Map([[FIELD, { edit, message: 'Quá lớn' }]]) }

test.each([
  ['an empty field says nothing', {}, calm, true, true, { kind: 'empty' }],
  ['what an earlier visit saved is saved', {}, calm, true, false, { kind: 'saved', at: undefined }],
  ['what was saved now says when', { savedAt: new Map([[FIELD, 5]]) }, calm, true, false, { kind: 'saved', at: 5 }],
  ['text that is being typed', {}, typing, true, false, { kind: 'typing' }],
  ['text that cannot be taken over', {}, faulty, true, false, { kind: 'invalid' }],
  ['a value that the service refused', refused, calm, true, false, { kind: 'invalid' }],
  ['a field that two people wrote in', clashing, calm, true, false, { kind: 'conflict' }],
  ['an edit on its way', { underWay: one }, calm, true, false, { kind: 'saving' }],
  ['an edit about to go', { waiting: one }, calm, true, false, { kind: 'saving' }],
  ['an edit that found no way', offline, calm, true, false, { kind: 'waiting' }],
  ['an edit while the browser knows of no network', { waiting: one }, calm, false, false, { kind: 'waiting' }],
] as const)('%s', (_what, state, typed, isOnline, isEmpty, status) => {
  const all: QueueState = { ...EMPTY_STATE, ...state }
  expect(saveStatusOf(FIELD, { state: all, typing: typed, isOnline, isEmpty })).toEqual(status)
})

test.each([
  ['nothing is open', { lastSavedAt: 5 }, calm, true, { kind: 'saved', at: 5 }],
  ['something is on its way', { underWay: one }, calm, true, { kind: 'saving' }],
  ['the browser knows of no network', {}, typing, false, { kind: 'offline', count: 1 }],
  ['the service does not answer', offline, calm, true, { kind: 'waiting', count: 1 }],
  [
    'the session is over',
    { waiting: one, trouble: { kind: 'signedOut' } },
    calm,
    true,
    { kind: 'signedOut', count: 1 },
  ],
  [
    'the sheet takes no edits',
    { waiting: one, trouble: { kind: 'blocked', error: 0 } },
    calm,
    true,
    { kind: 'blocked', count: 1 },
  ],
  ['a field is at fault', refused, faulty, true, { kind: 'invalid', count: 1 }],
] as const)('the sheet as a whole, when %s', (_what, state, typed, isOnline, status) => {
  expect(sheetStatusOf({ ...EMPTY_STATE, ...state }, typed, isOnline)).toEqual(status)
})
