import { compile, registerMessageCompiler } from '@intlify/core-base'
import { createI18n, type MessageCompiler } from 'vue-i18n'
import { expect, test } from 'vitest'
import { compileMessage } from './compile-message'

const texts = {
  plain: 'Kỳ báo cáo',
  named: '{unit} còn thiếu {count} chỉ tiêu',
  twice: '{n} + {n}',
  forms: '{n} piece of evidence | {n} pieces of evidence',
}

function speakBy(compiler: MessageCompiler) {
  registerMessageCompiler<string>(compiler)
  return createI18n({ legacy: false, locale: 'vi', messages: { vi: texts } }).global
}
const library = speakBy(compile)
const own = speakBy(compileMessage)

test('values are put in by name, and forms chosen by number, as the library does it', () => {
  expect(own.t('plain')).toBe('Kỳ báo cáo')
  expect(own.t('named', { unit: 'Xã Đắk Mar', count: 3 })).toBe('Xã Đắk Mar còn thiếu 3 chỉ tiêu')
  expect(own.t('twice', { n: 2 })).toBe('2 + 2')
  for (const n of [0, 1, 2, 5]) expect(own.t('forms', { n }, n)).toBe(library.t('forms', { n }, n))
  expect(own.t('named', {})).toBe(library.t('named', {}))
})

test('what is put in is not read as a message itself', () => {
  expect(own.t('named', { unit: '{count} | @:plain', count: 1 })).toBe('{count} | @:plain còn thiếu 1 chỉ tiêu')
})
