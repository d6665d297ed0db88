import { expect, test } from 'vitest'
import { toLocalPath } from './local-path.js'

test.each([
  ['/', '/'],
  ['/tong-quan?period=2019-06#nhom-2', '/tong-quan?period=2019-06#nhom-2'],
  ['/a/../b', '/b'],
])('%s is a path of this service', (path, local) => {
  expect(toLocalPath(path)).toBe(local)
})

test.each([
  undefined,
  '',
  'tong-quan',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/a/..//evil.example',
  '/.//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '@evil.example',
])('%j leads to the first page', (path) => {
  expect(toLocalPath(path)).toBe('/')
})
