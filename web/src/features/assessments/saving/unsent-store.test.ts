import { expect, test } from 'vitest'
import { NO_ANSWER, type Edit } from './edits'
import { createUnsentStore, unsentKey } from './unsent-store'

const edit: Edit = { kind: 'answer', measure: '11.1', answer: { ...NO_ANSWER, value: 8.2 } }
const key = unsentKey('xa.23512', '23512', '2019-07')

function memoryStorage(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries))
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

test('two tabs on one sheet keep each other’s fields', () => {
  const storage = memoryStorage()
  const [one, other] = [createUnsentStore(key, storage), createUnsentStore(key, storage)]
  one.keepEdit('answer/11.1', edit)
  other.keepDraft('answer/12.1', { mode: 'value', texts: ['1.100'] })
  one.keepEdit('answer/11.1', undefined)
  expect(one.read()).toEqual({ edits: {}, origins: {}, drafts: { 'answer/12.1': { mode: 'value', texts: ['1.100'] } } })
})

test('the entry goes with the last field, and each account and sheet has its own', () => {
  const storage = memoryStorage()
  const store = createUnsentStore(key, storage)
  store.keepEdit('answer/11.1', edit)
  expect([...storage.kept.keys()]).toEqual(['ntm.unsent/xa.23512/23512/2019-07'])
  store.keepEdit('answer/11.1', undefined)
  expect(storage.kept.size).toBe(0)
})

test.each([
  ['cut short', '{"edits":{"answer/11.1"'],
  ['not an object', '7'],
  ['null', 'null'],
  ['of another form', '{"edits":{"answer/11.1":{"was":1}}}'],
])('an entry that is %s restores nothing', (_what, text) => {
  expect(createUnsentStore(key, memoryStorage({ [key]: text })).read()).toEqual({ edits: {}, origins: {}, drafts: {} })
})

test('a full or forbidden storage does not stop the work', () => {
  const refuse = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const store = createUnsentStore(key, { getItem: refuse, setItem: refuse, removeItem: refuse })
  expect(() => store.keepEdit('answer/11.1', edit)).not.toThrow()
  expect(store.read()).toEqual({ edits: {}, origins: {}, drafts: {} })
})
