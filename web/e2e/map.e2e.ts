import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DistributionView } from '@ntm/shared/analysis/compare-wire'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
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

const WORDS = { met: 'Đạt', notMet: 'Chưa đạt', incomplete: 'Chưa đủ số liệu' }

test('leadership opens the map, looks at one criterion, walks to a commune by keyboard and opens its sheet', async () => {
  const { page } = leader
  await leader.visit('/tong-quan/62?period=2019-06')
  await page.getByRole('link', { name: 'Bản đồ', exact: true }).click()
  await page.waitForURL(/\/ban-do/)
  await page.getByText('không phải địa giới hành chính').waitFor()
  await expectAccessible(page)

  const matrix = await leader.read<MatrixView>('matrix?unit=62&period=2019-06')
  const links = page.locator('svg.map a')
  expect(await links.count()).toBe(matrix.rows.length)

  await page.getByLabel('Tô màu theo').selectOption({ label: 'Tiêu chí 17. Môi trường và an toàn thực phẩm' })
  await page.waitForURL(/show=c17/)
  const met = matrix.rows.filter(({ results }) => results[16] === 'met').length
  await page.getByRole('heading', { name: `${met} trong 86 xã đạt tiêu chí 17.` }).waitFor()
  await expectAccessible(page)

  // The one stop for Tab, then arrows.
  await page.locator('svg.map a[tabindex="0"]').focus()
  const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const reached = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  expect(reached).not.toBe(first)
  await page
    .locator('.card')
    .getByText(reached.split(',')[0] ?? '', { exact: false })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname.startsWith('/phieu/') && url.hash === '#tieu-chi-17')
  await page.locator('#tieu-chi-17').waitFor()
  expect(leader.troubles).toEqual([])
})

test('the table beside the map says of every commune what the matrix says', async () => {
  const { page } = leader
  await page.setViewportSize({ width: 1440, height: 900 })
  await leader.visit('/ban-do/62?period=2019-06&show=c17')
  const rows = page.getByRole('figure').locator('tbody tr')
  await rows.first().waitFor()
  const matrix = await leader.read<MatrixView>('matrix?unit=62&period=2019-06')
  const told = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  )
  const wanted = matrix.rows.map(({ unit, results, met }) => [
    unit.name,
    WORDS[results[16] ?? 'incomplete'],
    String(met),
  ])
  const print = (lines: string[][]) => lines.map((line) => line.join(' · ')).sort()
  expect(print(told.map(([name = '', , result = '', count = '']) => [name, result, count]))).toEqual(print(wanted))
})

test('leadership colours the map by the poverty rate against its threshold', async () => {
  const { page } = leader
  await page.setViewportSize({ width: 1440, height: 900 })
  await leader.visit('/ban-do/62?period=2019-06&show=c11')
  await page.getByLabel('Tô màu theo').selectOption({ label: 'Một số liệu so với ngưỡng…' })
  await page.getByRole('combobox', { name: 'Số liệu', exact: true }).waitFor()
  const view = await leader.read<DistributionView>('distribution?unit=62&measure=11.1&period=2019-06')
  const title = new RegExp(`^${view.counts.met} trong ${view.counts.met + view.counts.notMet} xã đạt ngưỡng`)
  await page.getByRole('heading', { name: title }).waitFor()
  await expectAccessible(page)

  // Reached by its address too; the twin says of every commune what the service says.
  await leader.visit('/ban-do/62?period=2019-06&show=m11.1')
  await page.getByRole('heading', { name: title }).waitFor()
  const told = await page
    .getByRole('figure')
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.replace(/\s/g, ' ').trim())),
    )
  const percent = new Intl.NumberFormat('vi', { maximumFractionDigits: 10 })
  const print = (value: boolean | number | null) => (typeof value === 'number' ? `${percent.format(value)}%` : '–')
  const result = { ...WORDS, missing: 'Chưa nhập', notApplicable: 'Không áp dụng', noSheet: '', noResult: '' }
  const wanted = view.rows.map((row) =>
    [row.unit.name, print(row.value), print(row.threshold), result[row.result] || 'Chưa có kết quả'].join(' · '),
  )
  expect(
    told
      .map(([name, , value, threshold, word]) =>
        [name, value?.replace(' %', '%'), threshold?.replace(' %', '%'), word].join(' · '),
      )
      .sort(),
  ).toEqual(wanted.sort())

  await page.getByRole('link', { name: 'Xem phân bố, thứ hạng của số liệu này ở các xã' }).click()
  await page.waitForURL((url) => url.pathname === '/so-sanh' && url.searchParams.get('measure') === '11.1')
  await page.getByRole('heading', { name: title }).waitFor()
  expect(leader.troubles).toEqual([])
})

test('June 2019 stands under the units of July 2025 with the same totals, and back again', async () => {
  const { page } = leader
  await page.setViewportSize({ width: 390, height: 844 })
  const asked = 'unit=51&period=2019-06&map=2025-07-01'
  const { communes, criteriaMet, children } = await leader.read<OverviewView>(`overview?${asked}`)
  expect({ communes, ...criteriaMet }).toMatchObject({ communes: 86, total: 1052, mean: 12.23 })
  // The province of then was merged: its page leads on to what it became.
  await leader.visit('/tong-quan/62?period=2019-06&map=2025-07-01')
  await page.getByRole('link', { name: 'Tỉnh Quảng Ngãi', exact: true }).click()
  await page.waitForURL(/tong-quan\/51/)
  await page.getByText('Kết quả xếp theo địa giới ngày 01/07/2025').waitFor()
  await page.getByText('12,23', { exact: false }).first().waitFor()
  for (const { unit } of children.slice(0, 3)) await page.getByRole('link', { name: unit.name }).first().waitFor()
  await expectAccessible(page)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)

  await page.getByLabel('Địa giới', { exact: true }).selectOption({ label: 'Theo địa giới khi đó' })
  await page.getByRole('link', { name: 'Tỉnh Kon Tum', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/tong-quan/62' && !url.searchParams.has('map'))
  await page.getByText('Kết quả xếp theo địa giới').waitFor({ state: 'detached' })
  await page.getByText('12,23', { exact: false }).first().waitFor()
  // A browser writes down every 404, also one that the page has an answer to.
  expect(leader.troubles.filter((trouble) => !trouble.includes('404'))).toEqual([])
  leader.troubles.length = 0

  await page.setViewportSize({ width: 1440, height: 900 })
  await leader.visit('/ma-tran/51?period=2019-06&map=2025-07-01')
  const rows = page.getByRole('grid').locator('tbody tr')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(86)
  const matrix = await leader.read<MatrixView>(`matrix?${asked}`)
  const moved = matrix.rows.find(({ unit, place }) => place && place.uid !== unit.uid)
  const [code = '?', name = '?', place = '?'] = [moved?.unit.code, moved?.unit.name, moved?.place?.fullName]
  await rows.filter({ hasText: name }).filter({ hasText: place }).first().waitFor()
  await expectAccessible(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải CSV' }).first().click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(lines.some((line) => line.includes('Đơn vị theo địa giới ngày 01/07/2025'))).toBe(true)
  expect(lines.find((line) => line.startsWith(code))).toContain(place)
  expect(leader.troubles).toEqual([])
})

test('the map is on the overview too, fetched when the reader comes near, and leaves as a picture', async () => {
  const { page } = leader
  await leader.visit('/tong-quan/615?period=2019-06')
  await page.locator('.map-section').scrollIntoViewIfNeeded()
  const figure = page.getByRole('figure').filter({ has: page.locator('svg.map') })
  await figure.locator('svg.map a').first().waitFor()
  expect(await figure.locator('svg.map a').count()).toBe(10)
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Tải ảnh PNG' }).click(),
  ])
  expect(picture.suggestedFilename()).toMatch(/\.png$/)
  expect(leader.troubles).toEqual([])
})

test('on a phone a finger reads the figure of the smallest commune below the map, and opens its sheet there', async () => {
  const device = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const phone = await signIn(browser, product, 'ubnd', DEMO_PASSWORD, device)
  const { page } = phone
  await phone.visit('/ban-do/62?period=2019-06&show=m11.1')
  const areas = page.locator('svg.map a')
  await areas.first().waitFor()
  const sizes = await areas.evaluateAll((all) =>
    all.map((area) => area.getBoundingClientRect()).map(({ width, height }) => width * height),
  )
  const smallest = areas.nth(sizes.indexOf(Math.min(...sizes)))
  const [name = '', result = ''] = (await smallest.getAttribute('aria-label'))?.split(': ') ?? []
  const placeOfLegend = () =>
    page
      .getByRole('list', { name: 'Chú giải, kèm số xã' })
      .evaluate((list) => list.getBoundingClientRect().top + scrollY)
  const before = await placeOfLegend()
  await smallest.tap()
  const told = page.locator('main [role="status"]').filter({ hasText: `Xã ${name.split(',')[0] ?? ''}` })
  await told.getByText(result).waitFor()
  expect(await placeOfLegend()).toBe(before)
  await expectAccessible(page)
  await told.getByRole('link', { name: 'Mở phiếu của xã', exact: true }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/phieu/') && url.hash === '#tieu-chi-11')
  expect(phone.troubles).toEqual([])
  await phone.leave()
})

test.each([
  ['on a phone in the dark', 390, 'dark'],
  ['on a wide screen in the light', 1440, 'light'],
] as const)('the map is fit for everyone %s', async (_where, width, colorScheme) => {
  const { page } = leader
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 800 })
  for (const show of ['met', 'sheet', 'late', 'gV', 'm11.1']) {
    await leader.visit(`/ban-do/62?period=2019-07&show=${show}`)
    await page.locator('svg.map a').first().waitFor()
    await expectAccessible(page)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, `${show} is wider than the screen`).toBeLessThanOrEqual(0)
  }
})
