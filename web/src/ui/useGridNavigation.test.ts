import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref, useTemplateRef } from 'vue'
import { useGridNavigation } from './useGridNavigation'

const rows = ref(3)

const Grid = defineComponent({
  setup() {
    const table = useTemplateRef<HTMLElement>('table')
    useGridNavigation(table, () => rows.value)
    const cell = (row: number, column: number) =>
      h('td', { 'data-cell': '', tabindex: -1, id: `r${row}c${column}` }, `${row},${column}`)
    return () =>
      h(
        'table',
        { ref: 'table' },
        Array.from({ length: rows.value }, (_, row) => h('tr', [cell(row, 0), cell(row, 1), cell(row, 2)])),
      )
  },
})

function open() {
  rows.value = 3
  return mount(Grid, { attachTo: document.body })
}

function press(key: string, options: KeyboardEventInit = {}): string | undefined {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }),
  )
  return document.activeElement?.id
}

afterEach(() => {
  document.body.replaceChildren()
})

test('Tab finds exactly one cell, the first', () => {
  const grid = open()
  expect(grid.findAll('[tabindex="0"]').map((cell) => cell.attributes('id'))).toEqual(['r0c0'])
})

test('arrows move by one and stop at the edges', () => {
  open()
  document.getElementById('r0c0')?.focus()
  expect(press('ArrowRight')).toBe('r0c1')
  expect(press('ArrowDown')).toBe('r1c1')
  expect(press('ArrowLeft')).toBe('r1c0')
  expect(press('ArrowLeft')).toBe('r1c0')
  expect(press('ArrowUp')).toBe('r0c0')
  expect(press('ArrowUp')).toBe('r0c0')
})

test('Home and End run along the row, with Ctrl to the corners', () => {
  open()
  document.getElementById('r1c1')?.focus()
  expect(press('End')).toBe('r1c2')
  expect(press('Home')).toBe('r1c0')
  expect(press('End', { ctrlKey: true })).toBe('r2c2')
  expect(press('Home', { ctrlKey: true })).toBe('r0c0')
})

test('the last cell visited is where Tab comes back to', () => {
  const grid = open()
  document.getElementById('r2c2')?.focus()
  expect(grid.findAll('[tabindex="0"]').map((cell) => cell.attributes('id'))).toEqual(['r2c2'])
})

test('when the remembered cell goes away another can be reached', async () => {
  const grid = open()
  document.getElementById('r2c2')?.focus()
  rows.value = 1
  await nextTick()
  await nextTick()
  expect(grid.findAll('[tabindex="0"]').map((cell) => cell.attributes('id'))).toEqual(['r0c0'])
})
