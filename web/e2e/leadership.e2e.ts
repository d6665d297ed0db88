import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
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

const sumOf = <T>(items: readonly T[], count: (item: T) => number) => items.reduce((sum, item) => sum + count(item), 0)

test('three clicks lead from the mean of the province to what one commune is short of, and the figures add up', async () => {
  const { page } = leader
  const place = 'unit=62&period=2019-06'
  const overview = await leader.read<OverviewView>(`overview?${place}`)
  await leader.visit('/tong-quan/62?period=2019-06')
  const mean = page.getByRole('definition').getByRole('link', { name: '12,23', exact: true })
  await mean.waitFor()
  await expectAccessible(page)

  // The mean is the total over its denominator, and bands, criteria and districts come to the same.
  const { criteriaMet, counted } = overview
  expect((criteriaMet.total / counted).toFixed(2)).toBe(criteriaMet.mean?.toFixed(2))
  expect(sumOf(overview.bands, ({ communes }) => communes)).toBe(counted)
  expect(sumOf(overview.criteria, ({ met }) => met)).toBe(criteriaMet.total)
  expect(sumOf(overview.children, (child) => child.criteriaMet.total)).toBe(criteriaMet.total)
  expect(sumOf(overview.children, ({ communes }) => communes)).toBe(overview.communes)

  // One: the communes behind the mean, the furthest behind first.
  await mean.click()
  const grid = page.getByRole('grid')
  await grid.waitFor()
  const matrix = await leader.read<MatrixView>(`matrix?${place}`)
  expect(sumOf(matrix.rows, ({ met }) => met ?? 0)).toBe(criteriaMet.total)
  const totals = await grid.locator('tfoot td:not(.met)').allTextContents()
  expect(totals.map(Number)).toEqual(overview.criteria.map(({ met }) => met))
  expect(await grid.locator('tbody tr').count()).toBe(counted)
  const counts = (await grid.locator('tbody td.met:not(.cell)').allTextContents()).map(Number)
  expect(counts).toEqual([...counts].sort((a, b) => a - b))

  // Two: the commune furthest behind.
  const first = grid.locator('tbody tr').first()
  const commune = (await first.getByRole('link').innerText()).trim()
  await first.getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: commune }).waitFor()
  const standing = page.getByRole('region', { name: 'Kết quả của xã' })
  await standing
    .locator('strong')
    .filter({ hasText: new RegExp(`^${counts[0]}$`) })
    .waitFor()
  const gap = page.getByText(/^còn (thiếu|vượt) [\d.,]+ /).first()
  await gap.waitFor()
  await expectAccessible(page)

  // Three: the sheet, at the criterion that the commune is short of.
  const criterion = page
    .locator('table')
    .filter({ hasText: 'Tháng trước' })
    .getByRole('row')
    .filter({ hasText: 'Chưa đạt' })
  const link = criterion.first().getByRole('link')
  const number = Number((await link.innerText()).split('.')[0])
  await link.click()
  await page.waitForURL((url) => url.pathname.startsWith('/phieu/') && url.hash === `#tieu-chi-${number}`)
  const card = page.locator(`#tieu-chi-${number}`)
  await card.waitFor()
  expect(await card.innerText()).toContain('Chưa đạt')
  expect(leader.troubles).toEqual([])
})

test('every count of the overview opens as many communes as it says', async () => {
  const { page } = leader
  const overview = await leader.read<OverviewView>('overview?unit=62&period=2019-06')
  const rows = page.getByRole('grid').locator('tbody tr')
  const open = async (query: string) => {
    await leader.visit(`/ma-tran/62?period=2019-06&${query}`)
    await page.getByRole('button', { name: 'Tải CSV' }).waitFor()
    return rows.count()
  }
  for (const { label, communes } of overview.bands) expect(await open(`band=${label}`), label).toBe(communes)
  const environment = overview.criteria.find(({ number }) => number === 17)
  for (const result of ['met', 'notMet', 'incomplete'] as const) {
    expect(await open(`criterion=17&result=${result}`), result).toBe(environment?.[result])
  }
  const groupV = overview.groups.find(({ code }) => code === 'V')
  expect(await open('group=V&result=met')).toBe(groupV?.communesMeetingAll)
})

test('a table and a picture of the overview are taken along whole', async () => {
  const { page } = leader
  await leader.visit('/tong-quan/62?period=2019-06')
  const table = page.locator('section').filter({ has: page.getByRole('heading', { name: /dẫn đầu/ }) })
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    table.getByRole('button', { name: 'Tải CSV' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await csv.createReadStream()) chunks.push(chunk as Buffer)
  const lines = Buffer.concat(chunks).toString().split('\r\n')
  const overview = await leader.read<OverviewView>('overview?unit=62&period=2019-06')
  expect(lines.slice(1).findIndex((line) => line === '')).toBe(overview.children.length)
  expect(lines[0]).toMatch(/^\uFEFFMã;Địa phương;/)
  expect(lines.at(-2)).toContain('Số chính thức tháng 6/2019')

  const figure = page.getByRole('figure').first()
  await figure.locator('canvas').waitFor()
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Tải ảnh PNG' }).click(),
  ])
  expect(picture.suggestedFilename()).toMatch(/\.png$/)
})

test('charts have their colours for whoever wants no motion, and change them with the theme', async () => {
  const { page } = leader
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await leader.visit('/tong-quan/62?period=2019-06')
  const canvas = page.getByRole('figure').first().locator('canvas')
  await canvas.waitFor()
  const paints = (token: string) =>
    canvas.evaluate((element: HTMLCanvasElement, name) => {
      const context = document.createElement('canvas').getContext('2d')
      const box = document.body.appendChild(document.createElement('i'))
      box.style.setProperty('transition', 'none', 'important')
      box.style.color = `var(--${name})`
      if (!context) throw new Error('No canvas')
      context.fillStyle = getComputedStyle(box).color
      box.remove()
      context.fillRect(0, 0, 1, 1)
      const wanted = context.getImageData(0, 0, 1, 1).data
      const painted = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
      let found = 0
      for (let at = 0; at < painted.length; at += 4) {
        if (painted[at] === wanted[0] && painted[at + 1] === wanted[1] && painted[at + 2] === wanted[2]) found += 1
      }
      return found
    }, token)
  const canvasArea = await canvas.evaluate((element: HTMLCanvasElement) => element.width * element.height)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
    await expect.poll(() => paints('band-15'), { timeout: 5_000 }).toBeGreaterThan(canvasArea / 100)
  }
  await page.emulateMedia({ reducedMotion: null, colorScheme: null })
})
