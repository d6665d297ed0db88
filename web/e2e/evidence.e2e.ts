import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AssessmentPage } from '@ntm/shared/assessments/wire'
import type { SheetEvidence } from '@ntm/shared/evidence/wire'
import { expectAccessible } from './support/axe.ts'
import { startBreakingProxy, type BreakingProxy } from './support/breaking-proxy.ts'
import { launchChromium } from './support/chromium.ts'
import { expectFitting, shoot } from './support/fitting.ts'
import { DEMO_PASSWORD, signIn, type Person } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
/** Which criterion it is about. */
const NUMBER = 2

let product: Product
let browser: Browser
let line: BreakingProxy
let unit: string
let parent: string
let commune: Person

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
  line = await startBreakingProxy(product.origin)
  const office = await signIn(browser, product, 'vpdp')
  const drafts = await office.read<AssessmentPage>('assessments?period=2019-07&status=draft&limit=1')
  unit = drafts.data[0]?.unit.code ?? ''
  parent = drafts.data[0]?.parent.code ?? ''
  await office.leave()
  commune = await signIn(browser, line, `xa.${unit}`, DEMO_PASSWORD, PHONE)
})
afterAll(async () => {
  await browser.close()
  await line.close()
  await product.stop()
})

const box = (page: Page) => page.getByRole('group', { name: `Minh chứng của tiêu chí ${NUMBER}` })
const listed = () => commune.read<SheetEvidence>(`assessments/${unit}/2019-07/evidence`)

/** A picture as a telephone takes it: larger than one piece, and not to be made smaller. */
async function takePhoto(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1_000
    canvas.height = 800
    const context = canvas.getContext('2d')
    const noise = context?.createImageData(1_000, 800)
    if (!context || !noise) throw new Error('No canvas')
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : (at * 7_919) % 251
    for (let at = 0; at < noise.data.length; at += 5) noise.data[at] = Math.floor(Math.random() * 256)
    context.putImageData(noise, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.95)
  })
  return Buffer.from(url.split(',')[1] ?? '', 'base64')
}

const PDF = Buffer.concat([
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%'),
  Buffer.from(randomBytes(700_000).toString('hex')),
  Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
])

test('a photograph goes on by itself over a connection that broke in the middle', async () => {
  const { page } = commune
  await commune.visit(`/phieu/${unit}/2019-07`)
  await box(page)
    .getByRole('button', { name: /^Thêm minh chứng/ })
    .click()
  const photo = await takePhoto(page)
  expect(photo.length).toBeGreaterThan(512 * 1024)
  await expectFitting(page)
  await shoot(page, 'evidence-add')
  line.breakAfter(400_000)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), box(page).getByText('Chụp ảnh').click()])
  await chooser.setFiles({ name: 'Đường thôn 3.jpg', mimeType: 'image/jpeg', buffer: photo })
  await box(page)
    .getByText(/mất mạng ở \d+ %/)
    .waitFor()
  expect(line.isBroken()).toBe(true)
  await expectFitting(page)
  await shoot(page, 'evidence-broken')
  line.mend()
  await box(page).getByRole('button', { name: 'Xem Đường thôn 3.jpg' }).waitFor()
  expect((await listed()).data).toMatchObject([
    { name: 'Đường thôn 3.jpg', criterion: NUMBER, mediaType: 'image/jpeg' },
  ])
})

test('a PDF goes on where it was after the page was opened anew and the file chosen again', async () => {
  const { page } = commune
  const choose = () =>
    box(page)
      .getByLabel('Chọn tệp')
      .setInputFiles({ name: 'Biên bản nghiệm thu.pdf', mimeType: 'application/pdf', buffer: PDF })
  line.breakAfter(900_000)
  await choose()
  await box(page)
    .getByText(/mất mạng ở \d+ %/)
    .waitFor()
  line.mend()
  await page.goto('about:blank')
  await commune.visit(`/phieu/${unit}/2019-07`)
  await box(page)
    .getByRole('button', { name: /^Thêm minh chứng/ })
    .click()
  await page.getByLabel('Gắn với').selectOption('2.1')
  const before = line.sent()
  await choose()
  await box(page).getByRole('button', { name: 'Xem Biên bản nghiệm thu.pdf' }).waitFor()
  expect(line.sent() - before).toBeLessThan(PDF.length * 0.7)
  expect((await listed()).data.map(({ name, bytes, measure }) => [name, bytes, measure])).toContainEqual([
    'Biên bản nghiệm thu.pdf',
    PDF.length,
    '2.1',
  ])
})

test('what is said of it warns before it lapses; what the service refuses says why', async () => {
  const { page } = commune
  await box(page).getByRole('button', { name: 'Sửa thông tin của Biên bản nghiệm thu.pdf' }).click()
  await page.getByLabel('Số, ký hiệu').fill('12/BB-UBND')
  await page.getByLabel('Ngày ban hành, ngày chụp').fill('5/7/2019')
  await page.getByLabel('Hết hiệu lực sau ngày').fill('10/8/2019')
  await expectFitting(page)
  await shoot(page, 'evidence-describe')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await box(page).getByText('sắp hết hiệu lực: 10/08/2019').waitFor()
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  await box(page).getByLabel('Chọn tệp').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: svg })
  await box(page)
    .getByText(/Nội dung tệp không phải loại/)
    .waitFor()
  await shoot(page, 'evidence-list')
  await box(page).getByRole('button', { name: 'Bỏ', exact: true }).click()
})

test('a reviewer opens both', async () => {
  const reviewer = await signIn(browser, product, `huyen.${parent}`)
  const { page } = reviewer
  await reviewer.visit(`/duyet/${unit}/2019-07`)
  await box(page).getByRole('button', { name: 'Xem Đường thôn 3.jpg' }).click()
  const picture = page.getByRole('img', { name: 'Đường thôn 3.jpg' })
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1_000)
  await expectAccessible(page)
  await shoot(page, 'evidence-reviewer')
  await page.keyboard.press('Escape')
  await box(page).getByRole('button', { name: 'Xem Biên bản nghiệm thu.pdf' }).click()
  await page.getByRole('link', { name: 'Mở tệp' }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải về' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Biên bản nghiệm thu.pdf')
  expect((await readFile(await download.path())).equals(PDF)).toBe(true)
  await page.keyboard.press('Escape')
  expect(await box(page).getByRole('button', { name: /^Gỡ / }).count()).toBe(0)
  expect(reviewer.troubles).toEqual([])
})
