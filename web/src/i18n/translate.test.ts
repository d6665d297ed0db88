import { afterEach, beforeEach, expect, test } from 'vitest'
import { computed } from 'vue'
import { addMessages, isKnown, locale, translate } from './translate'

beforeEach(() => {
  addMessages('vi', { sheets: { title: 'Phiếu', list: { none: 'Chưa có', files: '{n} tệp', left: 'Còn {count}' } } })
  addMessages('en', { sheets: { list: { files: '{n} file | {n} files', left: '{count} is left | {count} are left' } } })
})
afterEach(() => void (locale.value = 'vi'))

test('a text is found by its key, and a key without one is told itself', () => {
  expect(translate('sheets.list.none')).toBe('Chưa có')
  expect(translate('sheets.list.nothing')).toBe('sheets.list.nothing')
  expect([isKnown('sheets.title'), isKnown('sheets.list'), isKnown('sheets.title.more')]).toEqual([true, false, false])
})

test('a number alone, a number beside values, and a value named count choose the form', () => {
  locale.value = 'en'
  expect(translate('sheets.list.files', 2)).toBe('2 files')
  expect(translate('sheets.list.files', { n: '1,000' }, 1000)).toBe('1,000 files')
  expect(translate('sheets.list.left', { count: 1 })).toBe('1 is left')
  expect(translate('sheets.list.left', { count: 0 })).toBe('0 are left')
})

test('what the other language does not say is said in Vietnamese', () => {
  locale.value = 'en'
  expect(translate('sheets.title')).toBe('Phiếu')
  expect(isKnown('sheets.title')).toBe(true)
})

test('what is on show follows the switch, and texts that come later', () => {
  const shown = computed(() => translate('sheets.title'))
  expect(shown.value).toBe('Phiếu')
  locale.value = 'en'
  addMessages('en', { sheets: { title: 'Sheet' } })
  expect(shown.value).toBe('Sheet')
  locale.value = 'vi'
  addMessages('vi', { sheets: { title: 'Phiếu tháng' } })
  expect(shown.value).toBe('Phiếu tháng')
})
