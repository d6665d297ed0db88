import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '@ntm/shared/access/wire'
import type { ChangePage, CommuneChange, CommuneChanges } from '@ntm/shared/imports/changes-wire'
import type { ImportError, ImportView } from '@ntm/shared/imports/wire'
import type { UnitRef } from '@ntm/shared/units/wire'
import { ProblemError } from '@/api/problem-error'
import * as forms from '@/api/send-form'
import { linkedPage, openPage as openPageOf } from '@/testing/open-page'
import { stubFetch, type SeenRequest } from '@/testing/stub-fetch'
import * as files from '@/ui/save-file'
import { routes } from './routes'

const eventually = (check: () => void) => vi.waitFor(check, 15_000)
const ID = '0197a1b2-0000-7000-8000-000000000001'

const district: UnitRef = {
  ...{ uid: '615', code: '615', kind: 'district', type: 'huyện', name: 'Đắk Hà', fullName: 'Huyện Đắk Hà' },
}
const province: UnitRef = {
  ...{ uid: '62', code: '62', kind: 'province', type: 'tỉnh', name: 'Kon Tum', fullName: 'Tỉnh Kon Tum' },
}
const OFFICE: Partial<AccountView> = {
  roles: [{ role: 'provincialOffice', unit: province, agency: null, actingFor: null }],
  permissions: ['assessments.read', 'assessments.import'],
}

const fault = (row: number, unitName: string, message: string): ImportError => ({
  ...{ cell: `Phieu!H${row}`, row, unit: '23512', unitName, measure: '11.1', code: 'ambiguous_number' },
  ...{ found: '1.100', message },
})

function buildImport(told: Partial<ImportView> = {}): ImportView {
  return {
    ...{ id: ID, kind: 'sheets', state: 'checked', step: 'check', dryRun: true, fileName: 'phieu-62.xlsx' },
    ...{ format: 'xlsx', bytes: 1000, sha256: 'ab', by: 'Văn phòng Điều phối', scope: province, period: '2019-07' },
    ...{ rows: 4300, figures: 4294, communes: 86, changed: 12, progress: { done: 86, total: 86 }, errorCount: 0 },
    ...{ source: null, sourceDate: null, replaces: false, createdAt: '2019-07-22T01:00:00.000Z', finishedAt: null },
    ...{
      lastPeriod: null,
      periods: [],
      errors: [],
      sheets: [],
      undoRefused: null,
      left: { count: 0, names: [] },
      allowed: { apply: false, undo: false },
    },
    ...told,
  }
}

let seen: SeenRequest[]
let found: ImportView
let version: number
let list: ImportView[]
let communes: CommuneChange[]
let changes: Omit<CommuneChanges, keyof CommuneChange>

beforeEach(() => {
  found = buildImport()
  version = 3
  communes = [{ code: '23512', name: 'Đắk Mar', figures: 3, met: { before: 12, after: 14 } }]
  changes = { refused: null, changes: [] }
  list = [buildImport(), buildImport({ id: `${ID.slice(0, -1)}2`, fileName: 'phieu-615.xlsx', state: 'failed' })]
  seen = stubFetch(({ url, method, body }) => {
    const path = url.replace('/api/v1/', '').split('?')[0] ?? ''
    if (path.endsWith('/changes')) return { body: pageOf(new URL(url, 'http://x').searchParams.get('cursor')) }
    if (path.includes('/changes/')) return { body: { ...communes[0], ...changes } }
    if (path.endsWith('/changes.csv')) return { body: 'Mã xã' }
    if (path === 'units/615') return { body: district }
    if (path === 'imports') return { body: { data: list, page: { next: null, limit: 20 } } }
    if (method === 'POST') {
      const { action } = body as { action: string }
      found = {
        ...found,
        state: 'running',
        step: action === 'undo' ? 'undo' : 'apply',
        allowed: { apply: false, undo: false },
      }
      version += 1
    }
    return { body: found, headers: { ETag: `"${version}"` } }
  })
})
enableAutoUnmount(afterEach)
afterEach(() => vi.restoreAllMocks())

/** One commune a page. */
function pageOf(cursor: string | null): ChangePage {
  const at = communes.findIndex(({ code }) => code === cursor) + 1
  const next = at + 1 < communes.length ? (communes[at]?.code ?? null) : null
  return { data: communes.slice(at, at + 1), page: { next, limit: 1 } }
}

async function open(address: string) {
  const opened = await openPageOf(address, [...routes, linkedPage('sheet', '/phieu/:unit/:period')], OFFICE)
  await eventually(() => expect(opened.page.find('h1').exists()).toBe(true))
  const press = async (name: string): Promise<void> => {
    const button = opened.page.findAll('button').find((each) => each.text() === name)
    if (!button) throw new Error(`No button ${name}`)
    await button.trigger('click')
  }
  return { ...opened, press }
}

const templates = () => seen.map(({ url }) => url).filter((url) => url.includes('/template.'))

test('unit, month, layout and format of the template are read from the address, and what is chosen goes there', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  const { page, router, press } = await open('/excel?unit=615&period=2019-06&layout=communes')
  await eventually(() => expect(page.get<HTMLInputElement>('[role=combobox]').element.value).toBe('Huyện Đắk Hà'))
  await press('Tải tệp mẫu')
  await eventually(() => expect(save).toHaveBeenCalledOnce())
  expect(save.mock.calls[0]?.[0]).toBe('phieu-615-2019-06.xlsx')
  await page.get('input[type=radio]:not(:checked)').trigger('change')
  await eventually(() => expect(router.currentRoute.value.query.format).toBe('csv'))
  await press('Tải tệp mẫu')
  await eventually(() => expect(save).toHaveBeenCalledTimes(2))
  expect(templates()).toEqual([
    '/api/v1/assessments/template.xlsx?unit=615&period=2019-06&layout=communes&ratios=true',
    '/api/v1/assessments/template.csv?unit=615&period=2019-06&profile=excel',
  ])
})

test('without an address it is of the reader’s own unit and the month under way; a month out of reach is not asked', async () => {
  for (const address of ['/excel', '/excel?period=2031-01', '/excel?period=2001-01&unit=x']) {
    const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
    const { page, press } = await open(address)
    await press('Tải tệp mẫu')
    await eventually(() => expect(save).toHaveBeenCalled())
    page.unmount()
  }
  expect(new Set(templates())).toEqual(
    new Set(['/api/v1/assessments/template.xlsx?unit=62&period=2019-07&layout=measures&ratios=true']),
  )
})

test('errors are shown by cell with what to do, found by a commune’s name, and taken along as they are shown', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  const errors = [
    fault(12, 'Đắk Mar', 'Không rõ là một nghìn hay phần lẻ.'),
    fault(99, 'Hà Mòn', 'Chọn một trong hai.'),
  ]
  found = buildImport({ state: 'failed', errorCount: 2, errors, changed: 0 })
  const { page, router, press } = await open(`/excel/${ID}`)
  expect(page.get('[role=status]').text()).toContain('2 lỗi')
  expect(page.findAll('tbody th').map((cell) => cell.text())).toEqual(['Phieu!H12', 'Phieu!H99'])
  await page.get('input[type=text], input[type=search]').setValue('hà mòn')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({ q: 'hà mòn' }))
  expect(page.findAll('tbody th').map((cell) => cell.text())).toEqual(['Phieu!H99'])
  await press('Tải CSV')
  await eventually(() => expect(save).toHaveBeenCalledOnce())
  expect(await save.mock.calls[0]?.[1].text()).toContain('Phieu!H99;Hà Mòn;11.1;1.100;Chọn một trong hai.')
})

test('a checked file is written only when the reader says so, with the version that was seen; it may be left meanwhile', async () => {
  found = buildImport({ allowed: { apply: true, undo: false } })
  const { page, press } = await open(`/excel/${ID}`)
  expect(page.get('[role=status]').text()).toContain('4.294 số liệu của 86 xã; 12 xã sẽ thay đổi')
  await press('Ghi vào phiếu')
  await eventually(() => expect(page.get('[role=status]').text()).toContain('Có thể rời trang này'))
  const sent = seen.find(({ method }) => method === 'POST')
  expect([sent?.body, sent?.headers.get('If-Match')]).toEqual([{ action: 'apply' }, '"3"'])

  found = buildImport({ state: 'succeeded', step: 'apply', allowed: { apply: false, undo: true } })
  await eventually(() => expect(page.text()).toContain('Đã ghi vào phiếu'))
  await eventually(() => expect(page.text()).toContain('Số liệu đã thay đổi'))
})

const blank = { value: null, numerator: null, denominator: null, notApplicable: false, note: null }

test('before anything is written, a commune opens what stands there and what would; the address remembers which', async () => {
  changes.changes = [
    {
      ...{ measure: '17.1a', name: 'Nước hợp vệ sinh', nameEn: 'Clean water', kind: 'percent', unit: '%' },
      old: { ...blank, value: 12.5, result: 'notMet' },
      new: { ...blank, value: 99.5, numerator: 199, denominator: 200, note: 'rà lại', result: 'met' },
    },
    {
      ...{ measure: '10.1', name: 'Thu nhập', nameEn: 'Income', kind: 'number', unit: 'triệu đồng/người' },
      old: { ...blank, result: 'missing' },
      new: { ...blank, value: 1100, result: 'notMet' },
    },
  ]
  const { page, router, press } = await open(`/excel/${ID}`)
  await eventually(() => expect(page.text()).toContain('Số liệu sẽ thay đổi'))
  const head = page.get('button[aria-expanded]')
  expect(head.text()).toMatch(/Đắk Mar\s*3 số liệu\s*Đạt từ 12 lên 14 tiêu chí/)
  expect(seen.some(({ url }) => url.includes('/changes/'))).toBe(false)
  await head.trigger('click')
  await eventually(() => expect(page.findAll('tbody tr')).toHaveLength(2))
  expect(router.currentRoute.value.query).toEqual({ xa: '23512' })
  const [water, income] = page.findAll('tbody tr').map((row) => row.findAll('td').map((each) => each.text()))
  expect(water).toEqual(['12,5 %Chưa đạt', '99,5 % (199 / 200)Đạt'])
  expect(income).toEqual(['Chưa nhập', '1.100 triệu đồng/ngườiChưa đạt'])
  expect(page.text()).toContain('Ghi chú mới: “rà lại”')
  expect(page.get('.figures a').attributes('href')).toBe('/phieu/23512/2019-07')

  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  await press('Tải mọi thay đổi (CSV)')
  await eventually(() => expect(save.mock.calls[0]?.[0]).toBe('thay-doi-2019-07.csv'))
  await head.trigger('click')
  await eventually(() => expect(router.currentRoute.value.query).toEqual({}))
  expect(page.findAll('tbody tr')).toHaveLength(0)
})

test('a commune because of which the file would be refused says so, opened from its address', async () => {
  changes.refused = { code: 'sheet_changed', message: 'Phiếu đã có người sửa.' }
  const { page } = await open(`/excel/${ID}?xa=23512`)
  await eventually(() => expect(page.text()).toContain('Phiếu đã có người sửa.'))
})

test('a list that is cut says how much of it is shown, and goes on', async () => {
  found = buildImport({ state: 'failed', errorCount: 5_000, errors: [fault(12, 'Đắk Mar', 'Nhập số.')], changed: 0 })
  const failed = await open(`/excel/${ID}`)
  expect(failed.page.text()).toContain('Chỉ hiện 1 lỗi đầu trong 5.000 lỗi')
  failed.page.unmount()
  communes.push({ code: '23515', name: 'Hà Mòn', figures: 50, met: null })
  found = buildImport({ state: 'succeeded', step: 'apply', changed: 2 })
  const { page, press } = await open(`/excel/${ID}`)
  await eventually(() => expect(page.text()).toContain('và 1 xã khác'))
  await press('Xem thêm')
  await eventually(() => expect(page.findAll('button[aria-expanded]')).toHaveLength(2))
  expect(page.text()).not.toContain('xã khác')
})

test('undoing asks first', async () => {
  found = buildImport({ state: 'succeeded', step: 'apply', allowed: { apply: false, undo: true } })
  const { press } = await open(`/excel/${ID}`)
  await press('Hoàn tác')
  expect(seen.filter(({ method }) => method === 'POST')).toEqual([])
  const dialog = () => document.querySelector('[role=alertdialog], [role=dialog]')
  await eventually(() => expect(dialog()?.textContent).toContain('Hoàn tác lần nhập này?'))
  const confirm = [...(dialog()?.querySelectorAll('button') ?? [])].find(
    (each) => each.textContent.trim() === 'Hoàn tác',
  )
  confirm?.click()
  await eventually(() => expect(seen.find(({ method }) => method === 'POST')?.body).toEqual({ action: 'undo' }))
})

test('an undoing tells before which communes it leaves, and after which it has left', async () => {
  const left = { count: 2, names: ['Đắk Mar'] }
  found = buildImport({ state: 'succeeded', step: 'apply', left, allowed: { apply: false, undo: true } })
  const { page, press } = await open(`/excel/${ID}`)
  await press('Hoàn tác')
  const dialog = () => document.querySelector('[role=alertdialog], [role=dialog]')
  await eventually(() => expect(dialog()?.textContent).toContain('Phiếu của Đắk Mar và 1 xã khác đã được sửa'))
  expect(dialog()?.textContent).toContain('10 xã còn lại')
  const confirm = [...(dialog()?.querySelectorAll('button') ?? [])].find(
    (each) => each.textContent.trim() === 'Hoàn tác',
  )
  confirm?.click()
  const sent = () => seen.find(({ method }) => method === 'POST')?.body
  await eventually(() => expect(sent()).toEqual({ action: 'undo', leaveEdited: true }))
  found = buildImport({ state: 'undone', step: 'undo', left })
  await eventually(() => expect(page.get('[role=status]').text()).toContain('Số liệu của 10 xã đã trở lại'))
  expect(page.get('[role=status]').text()).toContain('Phiếu của Đắk Mar và 1 xã khác được giữ nguyên')
})

test('an undoing that came to nothing says why', async () => {
  const undoRefused = { code: 'import_edited_since', message: 'Phiếu của Đắk Mar đã được sửa.' }
  found = buildImport({ state: 'succeeded', step: 'undo', undoRefused, allowed: { apply: false, undo: true } })
  const { page } = await open(`/excel/${ID}`)
  expect(page.text()).toContain('Lần hoàn tác vừa rồi không thực hiện được')
  expect(page.text()).toContain('Phiếu của Đắk Mar đã được sửa.')
})

test('the list leads to each file, and goes along whole', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  const { page, press } = await open('/excel')
  expect(page.findAll('tbody th a').map((link) => link.text())).toEqual(['phieu-62.xlsx', 'phieu-615.xlsx'])
  list = [...list, buildImport({ fileName: 'cũ hơn.xlsx', state: 'undone' })]
  await press('Tải CSV')
  await eventually(() => expect(save).toHaveBeenCalledOnce())
  const text = (await save.mock.calls[0]?.[1].text()) ?? ''
  expect(text).toContain('phieu-615.xlsx;Có lỗi, chưa ghi gì;')
  expect(text).toContain('cũ hơn.xlsx;Đã hoàn tác;')
})

test('a file larger than can be sent is refused before anything of it goes out', async () => {
  const { page } = await open('/excel')
  const input = page.get<HTMLInputElement>('input[type=file]')
  const large = new File(['x'], 'cả nước.xlsx')
  Object.defineProperty(large, 'size', { value: 12.34 * 1024 * 1024 })
  Object.defineProperty(input.element, 'files', { value: [large] })
  await input.trigger('change')
  await eventually(() => expect(page.text()).toContain('Tệp có 12,4 MB, lớn hơn mức 12 MB'))
  expect(seen.filter(({ method }) => method === 'POST')).toEqual([])
})

test('several files go out one after the other; what is wrong with one is told by its name and keeps none back', async () => {
  const sent: string[] = []
  vi.spyOn(forms, 'sendForm').mockImplementation((_path, form) => {
    const { name } = form.get('file') as File
    sent.push(name)
    if (name === 'hỏng.xlsx') return Promise.reject(new ProblemError({ status: 422, detail: 'Tệp bị hỏng.' }))
    return Promise.resolve(buildImport({ fileName: name }) as never)
  })
  const { page } = await open('/excel')
  const input = page.get<HTMLInputElement>('input[type=file]')
  const files = ['xã 1.xlsx', 'hỏng.xlsx', 'xã 2.xlsx'].map((name) => new File(['x'], name))
  Object.defineProperty(input.element, 'files', { value: files })
  const readBefore = seen.filter(({ url }) => url.includes('imports?')).length
  await input.trigger('change')
  await eventually(() => expect(page.text()).toContain('Đã gửi 2 tệp'))
  expect(sent).toEqual(['xã 1.xlsx', 'hỏng.xlsx', 'xã 2.xlsx'])
  expect(page.text()).toContain('hỏng.xlsx: Tệp bị hỏng.')
  await eventually(() => expect(seen.filter(({ url }) => url.includes('imports?')).length).toBeGreaterThan(readBefore))
})
