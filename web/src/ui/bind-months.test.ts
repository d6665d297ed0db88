import { expect, test } from 'vitest'
import { bindMonths } from './bind-months'

test('a month stays with its number, and nothing else is bound', () => {
  expect(bindMonths('Phiếu tháng 7/2019 – xã Đắk Ui')).toBe('Phiếu tháng\u00a07/2019 – xã Đắk Ui')
  expect(bindMonths('Tháng 6/2019 so với tháng trước')).toBe('Tháng\u00a06/2019 so với tháng trước')
})
