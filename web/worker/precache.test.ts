import { expect, test } from 'vitest'
import { outdatedCaches, wayOf } from './precache'

const ORIGIN = 'https://ntm.example'
const FILES = ['/index.html', '/favicon.svg', '/assets/index-a.js']
const ask = (path: string, told: Partial<{ method: string; mode: string }> = {}) =>
  wayOf({ method: 'GET', mode: 'cors', url: new URL(path, ORIGIN).href, ...told }, ORIGIN, FILES)

test.each([
  ['/phieu/23512/2019-07', 'navigate', 'page'],
  ['/assets/index-a.js', 'cors', 'file'],
  ['/assets/of-a-newer-build.js', 'cors', 'file'],
  ['/favicon.svg', 'no-cors', 'file'],
  ['/api/v1/me', 'cors', 'none'],
  ['/api/v1/docs', 'navigate', 'none'],
  ['/health/ready', 'navigate', 'none'],
  ['/oauth/token', 'cors', 'none'],
  ['/sw.js', 'cors', 'none'],
  ['https://elsewhere.example/assets/x.js', 'cors', 'none'],
] as const)('%s (%s) is taken as: %s', (path, mode, way) => expect(ask(path, { mode })).toBe(way))

test('nothing but reading is touched', () => expect(ask('/assets/index-a.js', { method: 'POST' })).toBe('none'))

test('the cache of the build before stays for pages still open; older ones and nobody else’s go', () => {
  const names = ['other', 'ntm.shell/1', 'ntm.shell/2', 'ntm.shell/3']
  expect(outdatedCaches(names, 'ntm.shell/3', 'ntm.shell/2')).toEqual(['ntm.shell/1'])
})
