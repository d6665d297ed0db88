import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentPage, AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { readRows, typeInto } from './support/edit-workbook.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const DISTRICT = '615'
const JULY = '2019-07'
const WIDTHS = [390, 1024, 1440]
const DESK = { viewport: { width: 1440, height: 900 } }

let product: Product
let browser: Browser
let officer: Person
/** A commune whose sheet of July is a draft. */
let unit: string
let template: Buffer
/** Rows of two measures of that commune: a number and a percentage. */
let rows: { amount: number; percent: number }
/** The measure of that percentage. */
let key: string
let before: AssessmentView

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  officer = await signIn(browser, product, `huyen.${DISTRICT}`, DEMO_PASSWORD, DESK)
  const drafts = await officer.read<AssessmentPage>(`assessments?period=${JULY}&unit=${DISTRICT}&status=draft`)
  unit = drafts.data[0]?.unit.code ?? ''
  before = await readSheet()
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const readSheet = () => officer.read<AssessmentView>(`assessments/${unit}/${JULY}`)
const valueOf = ({ values }: AssessmentView, of: string) => values.find(({ measure }) => measure === of)?.value

/** Holds the page to the rules at every width, in light and dark; leaves pictures where they are wanted. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.NTM_SHOTS
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
      `${name} ${width}`,
    ).toBe(false)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      // Colours that are on their way from one to the other are no fault.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
      if (width !== 1024) await expectAccessible(page)
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function send(page: Page, name: string, content: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Chọn tệp' }).first().click(),
  ])
  await chooser.setFiles({
    ...{ name, buffer: content },
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

const state = (page: Page) => page.getByRole('main').getByRole('status')

test('the list of sheets leads to the template of its district and month, which is downloaded', async () => {
  const { page } = officer
  await officer.visit(`/phieu?unit=${DISTRICT}&period=${JULY}`)
  await page.getByRole('link', { name: 'Nhập bằng Excel' }).click()
  await page.getByRole('heading', { level: 1, name: 'Excel' }).waitFor()
  expect(new URL(page.url()).searchParams.get('unit')).toBe(DISTRICT)
  await page.getByText('Chưa có lần nhập nào').waitFor()
  await look(page, 'excel-empty')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tệp mẫu' }).first().click(),
  ])
  expect(download.suggestedFilename()).toBe(`phieu-${DISTRICT}-${JULY}.xlsx`)
  template = await readFile(await download.path())

  const own = [...readRows(template)].filter(([, cells]) => cells.get('A') === unit)
  const [amount] = own.find(([, cells]) => cells.get('C') === '10.1') ?? []
  // A percentage that is not given as a ratio.
  const [percent, told] = own.find(([, cells]) => cells.get('E') === '%' && cells.has('H') && !cells.has('I')) ?? []
  if (amount === undefined || percent === undefined) throw new Error('The template has no such rows')
  rows = { amount, percent }
  key = told?.get('C') ?? ''
})

test('a file with errors is answered cell by cell, and nothing is written', async () => {
  const { page } = officer
  await send(page, 'phieu sai.xlsx', typeInto(template, { [`H${rows.amount}`]: '1.100', [`H${rows.percent}`]: 101 }))
  await page.getByRole('heading', { level: 1, name: 'phieu sai.xlsx' }).waitFor()
  await state(page).getByText('2 lỗi').waitFor()
  const cells = page.getByRole('table', { name: 'Lỗi ở từng ô' }).getByRole('rowheader')
  expect((await cells.allInnerTexts()).sort()).toEqual([`Phieu!H${rows.amount}`, `Phieu!H${rows.percent}`].sort())
  await page.getByRole('cell', { name: 'Không rõ là một nghìn hay phần lẻ' }).waitFor()
  await look(page, 'excel-errors')
  expect(await readSheet()).toEqual(before)
})

test('the corrected file is found again after leaving, written when the officer says so, and stands in the sheet', async () => {
  const { page } = officer
  await officer.visit('/excel')
  await send(page, 'phieu đúng.xlsx', typeInto(template, { [`H${rows.amount}`]: 41.5, [`H${rows.percent}`]: 64.5 }))
  await page.getByRole('heading', { level: 1, name: 'phieu đúng.xlsx' }).waitFor()
  await officer.visit('/phieu')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await officer.visit('/excel')
  await page.getByRole('link', { name: 'phieu đúng.xlsx' }).click()
  await state(page).getByText('1 xã sẽ thay đổi').waitFor()
  await look(page, 'excel-checked')
  await page.getByRole('button', { name: before.unit.name }).click()
  const changes = page.getByRole('table', { name: `Số liệu thay đổi của ${before.unit.name}` })
  await changes.getByRole('cell', { name: '64,5 % Chưa đạt' }).waitFor()
  expect(await changes.getByRole('row').count()).toBe(3)
  await look(page, 'excel-changes')
  expect(await readSheet()).toEqual(before)

  await page.getByRole('button', { name: 'Ghi vào phiếu' }).click()
  await state(page).getByText('Đã ghi vào phiếu').waitFor()
  await look(page, 'excel-written')
  const after = await readSheet()
  expect([valueOf(after, '10.1'), valueOf(after, key)]).toEqual([41.5, 64.5])
  // The commune that was opened before is open still.
  await page.getByRole('link', { name: `Mở phiếu của ${before.unit.name}` }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(before.unit.name) }).waitFor()
  await page.getByText('64,5').first().waitFor()
})

test('undone, every figure is what it was, and the list says so', async () => {
  const { page } = officer
  await officer.visit('/excel')
  await page.getByRole('link', { name: 'phieu đúng.xlsx' }).click()
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await state(page).getByText('Đã hoàn tác').waitFor()
  const { values, criteria, summary } = await readSheet()
  expect({ values, criteria, summary }).toEqual({
    ...{ values: before.values, criteria: before.criteria, summary: before.summary },
  })
  await officer.visit('/excel')
  await page
    .getByRole('row', { name: /phieu đúng\.xlsx/ })
    .getByText('Đã hoàn tác')
    .waitFor()
  await look(page, 'excel-list')
  expect(officer.troubles).toEqual([])
})

/** A commune types a figure, elsewhere: a session in the officer's browser would take the place of the officer's. */
async function typeFor(code: string, measure: string, value: number): Promise<void> {
  const { context, leave } = await signIn(browser, product, `xa.${code}`)
  const { origin } = product
  const data = { username: `xa.${code}`, password: DEMO_PASSWORD }
  const signedIn = await context.request.post(`${origin}/api/v1/auth/login`, { data })
  const authorization = `Bearer ${((await signedIn.json()) as { accessToken: string }).accessToken}`
  const address = `${origin}/api/v1/assessments/${code}/${JULY}`
  const etag = (await context.request.get(address, { headers: { authorization } })).headers().etag ?? ''
  const change = { headers: { authorization, 'if-match': etag }, data: { values: [{ measure, value }] } }
  expect((await context.request.patch(address, change)).status()).toBe(200)
  await leave()
}

test('a commune that has typed since stays as it is when the file is undone, and is named before and after', async () => {
  const { page } = officer
  const sheets = await officer.read<AssessmentPage>(`assessments?period=${JULY}&unit=${DISTRICT}&status=draft`)
  const other = sheets.data.find((each) => each.unit.code !== unit)?.unit
  if (!other) throw new Error('The district has but one draft')
  await officer.visit('/excel')
  const lines = [unit, other.code].map((code) => `Tháng 07/2019;${code};CT 10.1;45,5`)
  await send(page, 'hai xã.csv', Buffer.from(['Kỳ;Mã xã;Mã chỉ tiêu;Giá trị', ...lines].join('\r\n')))
  await page.getByRole('button', { name: 'Ghi vào phiếu' }).click()
  await state(page).getByText('Đã ghi vào phiếu').waitFor()
  await typeFor(other.code, '10.1', 33)
  await page.reload()
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByText(`Phiếu của ${other.name} đã được sửa`).waitFor()
  await look(page, 'excel-leaves')
  await dialog.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await state(page).getByText(`Phiếu của ${other.name} được giữ nguyên`).waitFor()
  await look(page, 'excel-left')
  expect(valueOf(await readSheet(), '10.1')).toBe(valueOf(before, '10.1'))
  expect(valueOf(await officer.read<AssessmentView>(`assessments/${other.code}/${JULY}`), '10.1')).toBe(33)
})

test('a commune on a telephone is led from its open sheet to its own template', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const commune = await signIn(browser, product, `xa.${unit}`, DEMO_PASSWORD, phone)
  await commune.visit(`/phieu/${unit}/${JULY}`)
  await commune.page.getByRole('main').getByRole('link', { name: 'Excel', exact: true }).click()
  await commune.page.getByRole('heading', { level: 1, name: 'Excel' }).waitFor()
  await look(commune.page, 'excel-commune')
  expect(commune.troubles).toEqual([])
})
