import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ComparisonView, DistributionView, SimilarView } from '@ntm/shared/analysis/compare-wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

let product: Product
let browser: Browser
let leader: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  leader = await signIn(browser, product, 'ubnd')
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const JUNE = 'period=2019-06'

test('two communes are chosen by name and stand beside each other, what differs first', async () => {
  const { page } = leader
  await leader.visit(`/so-sanh?${JUNE}`)
  for (const [typed, name] of [
    ['dak mar', 'Xã Đắk Mar'],
    ['ngok reo', 'Xã Ngok Réo'],
  ] as const) {
    const field = page.getByRole('combobox', { name: /Xã hoặc huyện đầu tiên|Thêm một đơn vị/ })
    await field.fill(typed)
    await page.getByRole('option', { name }).click()
    await page.getByRole('button', { name: `Bỏ ${name}` }).waitFor()
  }
  await page.waitForURL(/units=23512%2C23518|units=23512,23518/)

  const { units } = await leader.read<ComparisonView>(`comparison?units=23512,23518&${JUNE}`)
  const figures = page.getByRole('region', { name: /^Kết quả trong kỳ/ })
  const counts = await figures
    .getByRole('row', { name: /^Số tiêu chí đạt/ })
    .getByRole('link')
    .allTextContents()
  expect(counts.map(Number)).toEqual(units.map(({ criteriaMet }) => criteriaMet.total))

  const differing = units[0]?.criteria.filter(({ met }, index) => met !== units[1]?.criteria[index]?.met).length
  await page.getByRole('heading', { name: `Kết quả khác nhau ở ${differing} trong 19 tiêu chí` }).waitFor()
  await page.getByRole('figure').locator('canvas').waitFor()
  await expectAccessible(page)

  await page.getByLabel('Chỉ hiện chỗ khác nhau').check()
  await page.waitForURL(/only=1/)
  await page.getByRole('rowheader', { name: /^1\. Quy hoạch/ }).waitFor({ state: 'detached' })
  expect(leader.troubles).toEqual([])
})

test('the group of similar conditions says why each commune is in it', async () => {
  const { page } = leader
  await leader.visit(`/so-sanh?units=23518&${JUNE}`)
  await page.getByRole('button', { name: 'Nhóm có điều kiện tương tự Ngok Réo' }).click()
  await page.waitForURL(/like=23518/)
  const { units } = await leader.read<SimilarView>(`similar-units?unit=23518&${JUNE}`)
  const table = page.getByRole('region', { name: 'Từng điều kiện của từng xã' })
  for (const { unit, same, known } of units) {
    await table.getByRole('row', { name: new RegExp(`^${unit.name} .*${same}/${known}`) }).waitFor()
  }
  await page.getByText('Thế nào là giống nhau').click()
  await page.getByText('lệch không quá 5 điểm phần trăm').waitFor()
  // The group is compared at once, its subject first.
  const heads = page.getByRole('region', { name: /^Kết quả trong kỳ/ }).getByRole('columnheader')
  await heads.nth(units.length).waitFor()
  expect(await heads.count()).toBe(units.length + 1)
  await expectAccessible(page)
  expect(leader.troubles).toEqual([])
})

test('a measure across the communes leads from its threshold to a value worth a second look and its sheet', async () => {
  const { page } = leader
  await leader.visit(`/so-sanh?view=measure&${JUNE}`)
  await page.getByRole('heading', { name: /xã đạt ngưỡng; trung vị/ }).waitFor()
  const field = page.getByRole('combobox', { name: 'Số liệu', exact: true })
  await field.fill('nuoc hop ve sinh')
  await page.getByRole('listbox', { name: 'Số liệu', exact: true }).getByRole('option').first().click()
  await page.waitForURL(/measure=17\.1a/)

  const view = await leader.read<DistributionView>(`distribution?unit=62&measure=17.1a&${JUNE}`)
  const answered = view.counts.met + view.counts.notMet
  await page.getByRole('heading', { name: new RegExp(`^${view.counts.met} trong ${answered} xã đạt ngưỡng`) }).waitFor()
  await page.getByRole('figure').locator('canvas').waitFor()
  await expectAccessible(page)

  // Whoever is counted as not met is who is listed.
  await page.getByRole('button', { name: String(view.counts.notMet), exact: true }).click()
  const list = page.getByRole('region', { name: `${view.counts.notMet} trong ${view.communes} xã` })
  await list.waitFor()
  expect(await list.locator('tbody tr').count()).toBe(view.counts.notMet)

  const outliers = view.rows.filter(({ outlier }) => outlier !== null)
  expect(outliers.length).toBeGreaterThan(0)
  const [furthest] = outliers.sort((a, b) => (b.beyond ?? 0) - (a.beyond ?? 0))
  const table = page.getByRole('region', { name: `${outliers.length} giá trị cần xem lại` })
  const first = table.locator('tbody tr').first()
  expect(await first.getByRole('rowheader').innerText()).toContain(furthest?.unit.name)
  await first.getByRole('cell').first().getByRole('link').click()
  await page.waitForURL(
    (url) => url.pathname === `/phieu/${furthest?.unit.code}/2019-06` && url.hash === '#tieu-chi-17',
  )
  await page.locator('#tieu-chi-17').waitFor()
  expect(leader.troubles).toEqual([])
})

test('overview, profile and matrix lead to the comparison', async () => {
  const { page } = leader
  await leader.visit(`/tong-quan/62?${JUNE}`)
  await page.getByRole('link', { name: 'So sánh 3 nơi đầu và 3 nơi cuối' }).click()
  await page.getByRole('heading', { name: /bình quân .* tiêu chí mỗi xã/ }).waitFor()
  await expectAccessible(page)
  await leader.visit(`/xa/23518?${JUNE}`)
  await page.getByRole('link', { name: 'So sánh với xã tương tự' }).click()
  await page.getByRole('heading', { name: /điều kiện tương tự Ngok Réo nhất/ }).waitFor()
  await leader.visit(`/ma-tran/62?${JUNE}&sort=c10`)
  await page.getByRole('link', { name: 'Số liệu tiêu chí 10 ở các xã' }).click()
  await page.getByRole('heading', { name: /xã đạt ngưỡng; trung vị/ }).waitFor()
  expect(leader.troubles).toEqual([])
})

test.each([
  ['on a small phone in the dark', 360, 'dark'],
  ['on a wide screen in the light', 1440, 'light'],
] as const)('both views are fit for everyone %s', async (_where, width, colorScheme) => {
  const { page } = leader
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 740 })
  for (const [query, words] of [
    [`like=23512&${JUNE}`, 'tiến nhanh nhất'],
    [`view=measure&measure=11.1&${JUNE}`, 'xã đạt ngưỡng'],
    [`view=measure&measure=13.1&unit=615&${JUNE}`, 'xã đạt'],
  ] as const) {
    await leader.visit(`/so-sanh?${query}`)
    await page.locator('main').getByText(words).filter({ visible: true }).first().waitFor()
    await expectAccessible(page)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, query).toBeLessThanOrEqual(0)
  }
  expect(leader.troubles).toEqual([])
})
