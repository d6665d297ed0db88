import { readFile } from 'node:fs/promises'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const SOURCE = 'Báo cáo số 12/BC-BCĐ của Ban Chỉ đạo tỉnh'
const PHONE = { viewport: { width: 390, height: 844 } }

let product: Product
let browser: Browser
let office: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  office = await signIn(browser, product, 'vpdp')
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

/** Sends a file from the page of past years by the button that opens the picker. */
async function choose(content: string): Promise<void> {
  const { page } = office
  const [picker] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Chọn tệp' }).click(),
  ])
  await picker.setFiles({ name: 'ket-qua.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
}

/** The template with the counts of 2015 and 2016; those of the first commune as given. */
function fill(template: string, first: string): string {
  const [head = '', ...rows] = template.trim().split('\r\n')
  const counted = rows.map((row, index) =>
    row.replace(/;;;;;;;$/, `;;;;;${index === 0 ? first : index % 20};${index % 20};`),
  )
  return [head, ...counted].join('\r\n')
}

let template = ''

test('the office takes the template of all years, is told to name the source, and finds its error at the cell', async () => {
  const { page } = office
  await office.visit('/excel')
  await page.getByRole('link', { name: 'Kết quả các năm trước' }).click()
  await page.getByText('Chưa có kết quả năm nào').waitFor()
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'CSV' }).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tệp mẫu' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('ket-qua-2011-2017.csv')
  template = await readFile(await file.path(), 'utf8')

  await page.getByRole('button', { name: 'Chọn tệp' }).click()
  const source = page.getByLabel('Nguồn số liệu')
  await page.getByText('Ghi tên báo cáo hoặc quyết định').waitFor()
  expect(await source.evaluate((field) => field === document.activeElement)).toBe(true)
  await source.fill(SOURCE)
  await page.getByLabel('Ngày của nguồn').fill('15/01/2017')
  await choose(fill(template, '21'))
  await page.getByText('Có lỗi, chưa ghi gì').waitFor()
  const error = page.getByRole('row').filter({ hasText: 'từ 0 đến 19' })
  expect(await error.getByRole('rowheader').innerText()).toBe('G2')
  await expectAccessible(page)
})

test('corrected it is checked, written, and found again with its months and its source', async () => {
  const { page } = office
  await office.visit('/excel/cac-nam-truoc')
  await page.getByLabel('Nguồn số liệu').fill(SOURCE)
  await page.getByLabel('Ngày của nguồn').fill('15/01/2017')
  await choose(fill(template, '9'))
  await page.getByText('Không có lỗi, chưa ghi').waitFor()
  await page.getByRole('button', { name: 'Ghi kết quả' }).click()
  await page.getByText('Đã ghi kết quả').waitFor()
  await page.getByRole('link', { name: 'Tổng quan 12/2016' }).waitFor()
  await expectAccessible(page)
  await office.visit('/excel')
  const listed = page.getByRole('row').filter({ hasText: 'Đã ghi kết quả' })
  expect(await listed.innerText()).toMatch(/Báo cáo số 12\/BC-BCĐ.*12\/2015 – 12\/2016/s)
  await office.visit('/excel/cac-nam-truoc')
  await page.getByRole('row').filter({ hasText: '12/2015' }).filter({ hasText: SOURCE }).waitFor()
})

/** The twin of the chart, opened; and the file that can be taken along. */
async function readTwin(figure: Locator): Promise<{ table: string; csv: string }> {
  await figure.getByRole('button', { name: 'Xem bảng số liệu' }).click()
  const [file] = await Promise.all([
    office.page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Tải CSV' }).click(),
  ])
  return { table: await figure.getByRole('table').innerText(), csv: await readFile(await file.path(), 'utf8') }
}

test.each([
  ['the province', '/tong-quan/62', /^Bình quân tăng/],
  ['a commune', '/xa/23512', /^Số tiêu chí đạt/],
])('the long trend of %s says which of it was imported, and from where', async (_whose, path, title) => {
  const { page } = office
  await office.visit(`${path}?period=2019-06&span=years`)
  const figure = page.getByRole('figure', { name: title })
  await figure.getByText('nhập từ nguồn cũ').waitFor()
  const { table, csv } = await readTwin(figure)
  const told = `nhập từ nguồn ${SOURCE}, ngày 15/01/2017`
  expect(table).toContain(told)
  expect(csv).toContain(told)
  await expectAccessible(page)
})

test('overview, matrix and profile of an imported month name the source; there is no sheet to open', async () => {
  const { page } = office
  for (const path of ['/tong-quan/62', '/ma-tran/62', '/xa/23512']) {
    await office.visit(`${path}?period=2015-12`)
    await page.getByText(`nhập từ nguồn ${SOURCE}`).first().waitFor()
    await expectAccessible(page)
  }
  expect(office.troubles).toEqual([])
  await office.visit('/phieu/23512/2016-12')
  await page.getByText('Kỳ này không có phiếu').waitFor()
  await page.getByRole('link', { name: 'Xem kết quả và nguồn' }).click()
  await page.getByRole('heading', { level: 1, name: 'Xã Đắk Mar' }).waitFor()
})

test('on a phone, in the dark: the pages fit and can be read', async () => {
  const commune = await signIn(browser, product, 'xa.23512', undefined, { ...PHONE, colorScheme: 'dark' })
  for (const path of [
    '/tong-quan/62?period=2015-12',
    '/xa/23512?period=2015-12',
    '/xa/23512?period=2019-06&span=years',
  ]) {
    await commune.visit(path)
    await commune.page.getByText('nhập từ nguồn').first().waitFor()
    await expectAccessible(commune.page)
    expect(await commune.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  }
  expect(commune.troubles).toEqual([])
  await commune.leave()
})

test('undone, the months are gone again', async () => {
  const { page } = office
  await office.visit('/excel')
  await page.getByRole('row').filter({ hasText: 'Đã ghi kết quả' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await page.getByText('Đã hoàn tác').waitFor()
  await office.visit('/excel/cac-nam-truoc')
  await page.getByText('Chưa có kết quả năm nào').waitFor()
})
