import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatrixView, OverviewView } from '@ntm/shared/analysis/wire'
import type { AssessmentView } from '@ntm/shared/assessments/wire'
import { expectAccessible } from './support/axe.ts'
import { launchChromium } from './support/chromium.ts'
import { signIn } from './support/person.ts'
import { startProduct, type Product } from './support/product.ts'

const REASON = 'Chưa khớp số thẻ bảo hiểm y tế do Bảo hiểm xã hội huyện cung cấp.'
const RECEIPT = /^NTM-1907-23512-\d{6}$/

let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await product.stop()
})

/** The field that has the focus: `answer/11.1`, and what stands in it. */
function focusedField(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement
    const box = element?.closest<HTMLElement>('[data-field]')
    return {
      field: box?.dataset.field ?? '',
      id: element?.id ?? '',
      isChoice: box instanceof HTMLFieldSetElement,
      text: element instanceof HTMLInputElement ? element.value : '',
      isChosen: box?.querySelector('input:checked') !== null && box instanceof HTMLFieldSetElement,
    }
  })
}

/** Presses what a keyboard user reaches by Tab. */
async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus()
  await page.keyboard.press('Enter')
}

const waitUntilSaved = (page: Page) => page.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor()

/**
 * Goes on from the field with the focus by Enter alone and answers what has no answer: đạt, 100 %, 900 of 900.
 *
 * Stops where words are asked for, and at the end of the sheet. Returns how many answers it gave.
 */
async function fillOn(page: Page, answers: Readonly<Record<string, string>> = {}): Promise<number> {
  let filled = 0
  for (let last = ''; ;) {
    const { field, id, isChoice, text, isChosen } = await focusedField(page)
    if (id === last || !field.startsWith('answer/')) return filled
    last = id
    const wanted = answers[field.replace('answer/', '')]
    if (isChoice ? !isChosen : text === '' || wanted !== undefined) {
      if (isChoice) await page.keyboard.press('Space')
      else await page.keyboard.type(wanted ?? '100')
      filled += 1
    }
    await page.keyboard.press('Enter')
  }
}

const waitUntilFaulty = (page: Page) => page.getByRole('status').filter({ hasText: '1 ô chưa hợp lệ' }).waitFor()

async function readReceipt(page: Page): Promise<string> {
  const number = page.locator('text=Số biên nhận:').locator('strong')
  await number.waitFor()
  return number.innerText()
}

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

describe('every page of the cycle', () => {
  /** Pages by account, each with words that stand there once it has received everything. */
  const PAGES: Readonly<Record<string, readonly (readonly [path: string, words: string])[]>> = {
    'xa.23509': [
      ['/', 'Nhập tiếp'],
      ['/phieu', 'Đắk Ui'],
      ['/phieu/23509/2019-07', '19.2'],
      ['/phieu/23509/2019-07?step=check', 'điểm phải bổ sung'],
      ['/phieu/23509/2019-06', 'đã tổng hợp kỳ này'],
    ],
    'huyen.615': [
      ['/', 'phiếu chờ thẩm tra'],
      ['/phieu?unit=62', 'Vinh Quang'],
      ['/duyet/23518/2019-07', 'thay đổi nhỏ khác'],
      ['/phieu/23506/2019-07', 'đã duyệt phiếu'],
    ],
    vpdp: [
      ['/', 'xã đã nộp phiếu'],
      ['/duyet/23518/2019-07', 'thay đổi nhỏ khác'],
      ['/phieu/23524/2019-07', 'Phiếu này chưa được nhập'],
    ],
  }

  test.each(Object.entries(PAGES))(
    'is fit for everyone on a small phone in the dark, for %s',
    async (username, paths) => {
      const { page, visit, leave } = await signIn(browser, product, username)
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await page.setViewportSize({ width: 360, height: 740 })
      for (const [path, words] of paths) {
        await visit(path)
        await page.locator('main').getByText(words).first().waitFor()
        await expectAccessible(page)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0)
      }
      await leave()
    },
  )
})

describe('a network that fails in the middle of typing', () => {
  test('nothing typed is lost through a reload, and everything goes out when the network is back', async () => {
    const commune = await signIn(browser, product, 'xa.23504')
    const { page, context } = commune
    await commune.visit('/phieu/23504/2019-07')
    await page.locator('#answer-12\\.1').waitFor()
    await context.setOffline(true)
    await page.locator('#answer-12\\.1').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('93,5')
    await page.keyboard.press('Enter')
    await page.getByText('Mất mạng – 1 thay đổi đang chờ, sẽ tự gửi khi có mạng').waitFor()
    await page.getByText('đang chờ mạng', { exact: true }).waitFor()
    await expectAccessible(page)
    // Cut off within a number: neither Enter nor the next field has taken it over.
    await page.locator('#answer-10\\.1').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('36,7')
    // And one that cannot be read: it comes back as it was typed, with its fault.
    await page.locator('#answer-14\\.2').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('1.100')
    await page.goto('about:blank')

    await context.setOffline(false)
    await commune.visit('/phieu/23504/2019-07')
    await page.locator('#answer-12\\.1').waitFor()
    await waitUntilFaulty(page)
    expect(await page.locator('#answer-12\\.1').inputValue()).toBe('93,5')
    expect(await page.locator('#answer-10\\.1').inputValue()).toBe('36,7')
    expect(await page.locator('#answer-14\\.2').inputValue()).toBe('1.100')
    await page.getByText('“1.100” có thể hiểu theo hai cách. Viết 1100 hoặc 1,1.').waitFor()
    await expectAccessible(page)

    await page.locator('#answer-14\\.2').focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('88')
    await page.keyboard.press('Enter')
    await waitUntilSaved(page)
    const sheet = await commune.read<AssessmentView>('assessments/23504/2019-07')
    const values = new Map(sheet.values.map(({ measure, value }) => [measure, value]))
    expect([values.get('12.1'), values.get('10.1'), values.get('14.2')]).toEqual([93.5, 36.7, 88])
    await commune.leave()
  })
})
