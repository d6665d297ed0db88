import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { fillOn, focusedField, press, readReceipt, waitUntilSaved } from './support/keyboard.ts'
import { signIn } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const REASON = 'Chưa khớp số thẻ bảo hiểm y tế do Bảo hiểm xã hội huyện cung cấp.'
const REJECTION = 'Chưa có kết quả cân đo trẻ của trạm y tế.'
const CORRECTION = 'Trạm y tế đã cân đo lại, xã đính chính chỉ tiêu 15.3.'
const RECEIPT = /^NTM-1907-23512-[12]-\d{2}$/

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

describe('one month of one commune', () => {
  let before: OverviewView
  let firstReceipt = ''

  test('the province reads the figures of July as the districts approved them so far', async () => {
    const office = await signIn(browser, product, 'vpdp')
    before = await office.read<OverviewView>('overview?unit=62&period=2019-07&basis=approved')
    expect(before).toMatchObject({ communes: 86, basis: 'approved' })
    await office.leave()
  })

  test('the commune fills its sheet by keyboard, is asked why a criterion was lost, and submits', async () => {
    const commune = await signIn(browser, product, 'xa.23512')
    const { page } = commune
    await expectAccessible(page)
    await press(page, 'link', 'Nhập tiếp')
    await page.getByRole('heading', { level: 1, name: 'Phiếu tháng 7/2019 – xã Đắk Mar' }).waitFor()
    await page.locator('#answer-19\\.2').waitFor()
    await expectAccessible(page)

    // 84,9 % of people insured is below the 85 % asked for: met in June, not now.
    await page.locator('#answer-1\\.1').focus()
    expect(await fillOn(page, { '15.1': '84,9 %' })).toBeGreaterThan(3)
    expect((await focusedField(page)).field).toBe('explanation/15')
    await page.keyboard.type('Thẻ cấp theo diện cận nghèo hết hạn cuối tháng 6.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Người dân chưa quen mua thẻ theo hộ gia đình.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Đại lý thu đến từng thôn vận động.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('30/9')
    await page.keyboard.press('Enter')
    expect((await focusedField(page)).field).toBe('answer/16.1')
    expect(await fillOn(page)).toBeGreaterThan(10)
    await waitUntilSaved(page)
    await page.getByText('Đạt 18/19').waitFor()
    await expectAccessible(page)

    await press(page, 'button', 'Kiểm tra và gửi')
    await page.getByRole('heading', { level: 1, name: 'Kiểm tra phiếu tháng 7/2019' }).waitFor()
    await page.getByText('Phiếu đã đủ để gửi').waitFor()
    await expectAccessible(page)
    await press(page, 'button', 'Gửi phiếu')
    firstReceipt = await readReceipt(page)
    expect(firstReceipt).toMatch(RECEIPT)
    await expectAccessible(page)
    expect(commune.troubles).toEqual([])
    await commune.leave()
  })

  test('the district returns one indicator with a reason', async () => {
    const district = await signIn(browser, product, 'huyen.615')
    const { page } = district
    await page.getByRole('heading', { name: '4 phiếu chờ thẩm tra' }).waitFor()
    await expectAccessible(page)
    await press(page, 'link', /^Xã Đắk Mar/)
    await page.getByRole('heading', { name: 'Toàn bộ phiếu' }).waitFor()
    await page.getByText('Thẻ cấp theo diện cận nghèo').first().waitFor()
    await expectAccessible(page)

    await page.getByRole('checkbox', { name: 'Trả lại chỉ tiêu 15.1' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.type('Sai số')
    await press(page, 'button', 'Trả lại 1 chỉ tiêu')
    await page.getByRole('alert').getByText('ít nhất 10 ký tự').waitFor()
    await expectAccessible(page)
    await press(page, 'link', /Chỉ tiêu 15\.1/)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(REASON)
    await press(page, 'button', 'Trả lại 1 chỉ tiêu')
    await page.getByText('Đã trả lại phiếu xã Đắk Mar.').waitFor()
    await page.getByText('Còn 3 phiếu chờ thẩm tra.').waitFor()
    await expectAccessible(page)
    expect(district.troubles).toEqual([])
    await district.leave()
  })

  test('the commune sees what is wrong and why, corrects it and submits again', async () => {
    const commune = await signIn(browser, product, 'xa.23512')
    const { page } = commune
    await page.getByText(REASON).waitFor()
    await expectAccessible(page)
    await press(page, 'link', 'Sửa và gửi lại')
    await press(page, 'link', 'Chỉ tiêu 15.1')
    expect((await focusedField(page)).id).toBe('answer-15.1')
    await expectAccessible(page)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('85,2')
    await page.keyboard.press('Enter')
    await waitUntilSaved(page)
    await page.getByText('Đạt 19/19').waitFor()
    await press(page, 'button', 'Kiểm tra và gửi')
    await press(page, 'button', 'Gửi phiếu')
    const receipt = await readReceipt(page)
    expect(receipt).toMatch(RECEIPT)
    expect(receipt).not.toBe(firstReceipt)
    expect(commune.troubles).toEqual([])
    await commune.leave()
  })

  test('the district sees the correction beside its reason and approves', async () => {
    const district = await signIn(browser, product, 'huyen.615')
    const { page } = district
    await press(page, 'link', /^Xã Đắk Mar/)
    await page.getByRole('heading', { name: 'So với lần gửi trước, xã sửa 1 chỉ tiêu' }).waitFor()
    await page.getByText(`Đã trả lại: “${REASON}”`).waitFor()
    await expectAccessible(page)
    await press(page, 'button', 'Duyệt và sang phiếu tiếp')
    await page.getByText('Đã duyệt phiếu xã Đắk Mar.').waitFor()
    expect(district.troubles).toEqual([])
    await district.leave()
  })

  test('the province sees July change by exactly that commune', async () => {
    const office = await signIn(browser, product, 'vpdp')
    const { page } = office
    await expectAccessible(page)
    const after = await office.read<OverviewView>('overview?unit=62&period=2019-07&basis=approved')
    const sheet = await office.read<AssessmentView>('assessments/23512/2019-07')
    expect(sheet).toMatchObject({ status: 'approved', summary: { met: 19, notMet: 0, incomplete: 0 } })
    expect(after.counted).toBe(before.counted + 1)
    expect(after.criteriaMet.total).toBe(before.criteriaMet.total + 19)
    expect(after.progress).toEqual({
      ...before.progress,
      draft: before.progress.draft - 1,
      approved: before.progress.approved + 1,
    })
    const others = (view: OverviewView) => view.children.filter(({ unit }) => unit.code !== '615')
    expect(others(after)).toEqual(others(before))

    await office.visit('/tong-quan?period=2019-07&basis=approved')
    const total = new Intl.NumberFormat('vi-VN').format(after.criteriaMet.total)
    await page
      .getByText(new RegExp(`(^|\\D)${total.replace('.', '\\.')}(\\D|$)`))
      .first()
      .waitFor()
    await expectAccessible(page)

    const matrix = await office.read<MatrixView>('matrix?unit=615&period=2019-07&basis=approved')
    const row = matrix.rows.find(({ unit }) => unit.code === '23512')
    expect(row).toMatchObject({ status: 'approved', met: 19, results: Array<string>(19).fill('met') })
    await office.visit('/ma-tran/615?period=2019-07&basis=approved')
    const shown = page.getByRole('row', { name: /Đắk Mar/ })
    await shown.getByText('19', { exact: true }).waitFor()
    await expectAccessible(page)
    await office.leave()
  })
})

describe('the number of record of that commune', () => {
  const PLACE = 'assessments/23512/2019-07'
  let record: AssessmentView

  const answerOf = (sheet: AssessmentView, measure: string) =>
    sheet.values.find((value) => value.measure === measure)?.value
  const resultsOf = (sheet: AssessmentView, criterion: number) => {
    const said = sheet.criteria.find(({ number }) => number === criterion)
    return [said?.reported, said?.approved, said?.verified, said?.official]
  }

  /** Ticks the commune in the grid of an indicator. */
  async function tickForVerdict(page: Page): Promise<void> {
    await press(page, 'link', /^Xác nhận của ngành/)
    // The first page has a link of that name too.
    await page.getByRole('heading', { level: 1, name: /^Xác nhận của ngành/ }).waitFor()
    await press(page, 'link', /^15\.3/)
    await page.getByRole('heading', { name: /^15\.3/ }).waitFor()
    await page.getByRole('checkbox', { name: 'Chọn Xã Đắk Mar' }).focus()
    await page.keyboard.press('Space')
  }

  /** Makes the number of record of July from what is approved. */
  async function consolidate(page: Page, time: number): Promise<void> {
    await press(page, 'button', /^Tổng hợp \d+ phiếu/)
    await page.getByRole('dialog').getByText('Sau đó không gì sửa được số chính thức').waitFor()
    await expectAccessible(page)
    const confirm = page.getByRole('dialog').getByRole('button', { name: /^Tổng hợp \d+ phiếu/ })
    await confirm.focus()
    await page.keyboard.press('Enter')
    await page.getByText(`Đã tổng hợp lần ${time}`).waitFor()
    await expectAccessible(page)
  }

  test('the department rejects one indicator with a reason, and nothing is held up by it', async () => {
    const department = await signIn(browser, product, 'so.syt')
    const { page } = department
    await tickForVerdict(page)
    await press(page, 'button', 'Không xác nhận…')
    await page.getByLabel('Lý do').focus()
    await page.keyboard.type(REJECTION)
    await press(page, 'button', 'Không xác nhận 1 xã')
    await page.getByText('Đã ghi không xác nhận chỉ tiêu 15.3 của 1 xã').waitFor()
    await expectAccessible(page)
    expect(department.troubles).toEqual([])
    await department.leave()
  })

  test('the province looks through the check list, consolidates, and opens the commune again', async () => {
    const office = await signIn(browser, product, 'vpdp')
    const { page } = office
    await press(page, 'link', 'Kỳ báo cáo')
    await press(page, 'link', /^Tổng hợp tháng 7\/2019/)
    await page.getByText('bị ngành không xác nhận').waitFor()
    await page.getByText('chưa có phiếu được duyệt').first().waitFor()
    await expectAccessible(page)
    await consolidate(page, 1)

    record = await office.read<AssessmentView>(PLACE)
    expect(record).toMatchObject({ status: 'consolidated', revision: 1, officialRevision: 1 })
    expect(resultsOf(record, 15)).toEqual(['met', 'met', 'notMet', 'notMet'])
    const overview = await office.read<OverviewView>('overview?unit=62&period=2019-07')
    expect(overview.basis).toBe('official')

    await office.visit('/phieu/23512/2019-07')
    await page.getByText('Bản 1 – số chính thức').waitFor()
    await expectAccessible(page)
    await press(page, 'button', 'Mở lại phiếu')
    await page.getByLabel('Lý do mở lại').focus()
    await page.keyboard.type(CORRECTION)
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Mở lại phiếu' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Bản 2 – đính chính; số chính thức vẫn là bản 1').waitFor()
    await expectAccessible(page)
    expect(office.troubles).toEqual([])
    await office.leave()
  })

  test('the commune sees why, corrects the figure on revision 2 and submits it', async () => {
    const commune = await signIn(browser, product, 'xa.23512')
    const { page } = commune
    await page.getByText(CORRECTION).waitFor()
    await expectAccessible(page)
    await press(page, 'link', 'Nhập tiếp')
    await page.locator('#answer-15\\.3').focus()
    await page.getByText(REJECTION).waitFor()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('19,4 %')
    await page.keyboard.press('Enter')
    await waitUntilSaved(page)
    await press(page, 'button', 'Kiểm tra và gửi')
    await press(page, 'button', 'Gửi phiếu')
    expect(await readReceipt(page)).toMatch(RECEIPT)
    expect(commune.troubles).toEqual([])
    await commune.leave()
  })

  test('the district approves the correction, and the department confirms its figure', async () => {
    const district = await signIn(browser, product, 'huyen.615')
    await press(district.page, 'link', /^Xã Đắk Mar/)
    await district.page.getByText('19,4').first().waitFor()
    await expectAccessible(district.page)
    await press(district.page, 'button', /^Duyệt/)
    await district.page.getByText('Đã duyệt phiếu xã Đắk Mar.').waitFor()
    await district.leave()

    const department = await signIn(browser, product, 'so.syt')
    await tickForVerdict(department.page)
    await press(department.page, 'button', 'Xác nhận 1 xã')
    await department.page.getByText('Đã xác nhận chỉ tiêu 15.3 của 1 xã').waitFor()
    expect([...district.troubles, ...department.troubles]).toEqual([])
    await department.leave()
  })

  test('the province consolidates again: revision 2 is on record, and the first number stays readable', async () => {
    const office = await signIn(browser, product, 'vpdp')
    expect(resultsOf(await office.read<AssessmentView>(`${PLACE}?revision=1`), 15)).toEqual(resultsOf(record, 15))
    await press(office.page, 'link', 'Kỳ báo cáo')
    await press(office.page, 'link', /^Tổng hợp tháng 7\/2019/)
    await office.page.getByText('1 đính chính đã duyệt, chờ thay số chính thức').waitFor()
    await consolidate(office.page, 2)
    await office.page.getByText('Trong đó 1 đính chính thay số cũ.').waitFor()

    const second = await office.read<AssessmentView>(PLACE)
    expect(second).toMatchObject({ status: 'consolidated', revision: 2, officialRevision: 2 })
    expect([answerOf(second, '15.3'), resultsOf(second, 15)]).toEqual([19.4, ['met', 'met', null, 'met']])
    const first = await office.read<AssessmentView>(`${PLACE}?revision=1`)
    expect(first.values).toEqual(record.values)
    expect(first.criteria).toEqual(record.criteria)
    await office.leave()
  })

  test('anybody reads both numbers and the whole story from the sheet on', async () => {
    const front = await signIn(browser, product, 'mttq')
    const { page } = front
    await front.visit('/phieu/23512/2019-07')
    await page.getByText('Bản 2 – số chính thức, thay bản 1').waitFor()
    await press(page, 'link', 'Đọc bản 1')
    await page.getByRole('heading', { level: 1, name: /\(bản 1\)$/ }).waitFor()
    const shown = new Intl.NumberFormat('vi-VN').format(Number(answerOf(record, '15.3')))
    const criterion = page.locator('#tieu-chi-15')
    await criterion.getByText(`${shown} %`).first().waitFor()
    await criterion.getByText('Chưa đạt').first().waitFor()
    expect(await criterion.getByText('19,4').count()).toBe(0)
    await expectAccessible(page)

    await press(page, 'link', 'Lịch sử phiếu')
    await page.getByRole('heading', { level: 1, name: /^Lịch sử phiếu/ }).waitFor()
    const words = [
      'tổng hợp: phiếu thành số chính thức',
      'xác nhận số liệu của xã',
      'duyệt phiếu',
      'gửi phiếu lên huyện',
      'mở lại phiếu',
      'không xác nhận số liệu của xã',
      'trả lại phiếu',
    ]
    for (const each of words) await page.locator('main').getByText(each).first().waitFor()
    for (const reason of [REASON, REJECTION, CORRECTION]) await page.getByText(reason).first().waitFor()
    await expectAccessible(page)
    expect(front.troubles).toEqual([])
    await front.leave()
  })
})
