import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { i18n } from '@/i18n/i18n'
import NumberField from './NumberField.vue'

function open(modelValue: number | null) {
  const field = mount(NumberField, {
    props: { label: 'Tỷ lệ hộ nghèo', unit: '%', modelValue },
    global: { plugins: [i18n] },
  })
  return { field, input: field.get('input') }
}

test.each([
  ['7,5', 7.5],
  ['7.5', 7.5],
  [' 7,5 % ', 7.5],
  ['1.234,5', 1234.5],
  ['', null],
])('“%s” is read as %s when the field is left', async (text, value) => {
  const { field, input } = open(1)
  await input.setValue(text)
  expect(field.emitted('update:modelValue')).toBeUndefined()
  await input.trigger('blur')
  expect(field.emitted('update:modelValue')).toEqual([[value]])
})

test('text that can be read in two ways stays as typed, is explained, and changes nothing', async () => {
  const { field, input } = open(8.2)
  await input.setValue('1.100')
  await input.trigger('keydown', { key: 'Enter' })
  expect(field.emitted('update:modelValue')).toBeUndefined()
  expect(field.emitted('invalid')).toEqual([['ambiguous']])
  expect(input.element.value).toBe('1.100')
  expect(input.attributes('aria-invalid')).toBe('true')
  expect(field.get(`#${input.attributes('aria-describedby') ?? ''}`).text()).toContain('hai cách')
})

test('a value from elsewhere takes the place of what was typed', async () => {
  const { field, input } = open(8.2)
  await input.setValue('chín')
  await input.trigger('blur')
  await field.setProps({ modelValue: 9 })
  expect(input.element.value).toBe('9')
  expect(field.emitted('invalid')).toEqual([['notANumber'], [undefined]])
})

test('leaving a field untouched reports nothing', async () => {
  const { field, input } = open(8.2)
  await input.trigger('blur')
  expect(field.emitted()).not.toHaveProperty('update:modelValue')
  expect(input.element.value).toBe('8,2')
})
