import { expect, test } from 'vitest'
import { advise, greet } from './greeting.js'

test('production without a public address is told what that means for machine clients', () => {
  const advice = advise({ production: true, publicUrl: undefined })
  expect(greet('http://127.0.0.1:3000', { demo: false, seconds: 1, advice })).toMatch(/Lưu ý: chưa đặt NTM_PUBLIC_URL/)
})

test.each([
  { production: true, publicUrl: 'https://ntm.example.vn' },
  { production: false, publicUrl: undefined },
])('there is nothing to advise for %j', (config) => {
  expect(greet('http://127.0.0.1:3000', { demo: true, seconds: 1, advice: advise(config) })).not.toContain('Lưu ý')
})
