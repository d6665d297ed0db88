import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { TableContent } from '@ntm/shared/tables/write-table'
import '@/i18n/i18n'
import * as files from './save-file'
import TableTools from './TableTools.vue'

const TABLE: TableContent = { name: 'Các huyện', columns: ['Tên', 'Bình quân'], rows: [['Đắk Hà', 14.2]] }

function openTools(content: (tell: (rows: number) => void) => TableContent | Promise<TableContent>) {
  const tools = mount(TableTools, { props: { content } })
  const press = async (name: string): Promise<void> => {
    await tools
      .findAll('button')
      .find((button) => button.text() === name)
      ?.trigger('click')
    await flushPromises()
  }
  return { press, said: () => tools.get('[role=status]').text() }
}

function stubClipboard(clipboard: unknown): void {
  vi.stubGlobal('navigator', { clipboard })
}
afterEach(() => vi.unstubAllGlobals())

test('a table is copied for a spreadsheet and for a letter at once, and says how many rows', async () => {
  const written: Record<string, Promise<Blob>>[] = []
  vi.stubGlobal('ClipboardItem', function (parts: Record<string, Promise<Blob>>) {
    written.push(parts)
  })
  stubClipboard({ write: async () => Promise.all(Object.values(written[0] ?? {})) })
  const { press, said } = openTools(() => TABLE)
  await press('Sao chép bảng')
  expect(said()).toBe('Đã sao chép 1 hàng')
  expect(await (await written[0]?.['text/plain'])?.text()).toBe('Tên\tBình quân\nĐắk Hà\t14,2')
  expect(await (await written[0]?.['text/html'])?.text()).toContain('<td align="right">14,2</td>')
})

test('a browser that does not let us copy is told, with the way that is left', async () => {
  stubClipboard(undefined)
  const { press, said } = openTools(() => TABLE)
  await press('Sao chép bảng')
  expect(said()).toBe('Trình duyệt không cho sao chép; hãy tải CSV.')
})

test('a list on several pages comes whole: the rows are counted while they come, and the file has a plain name', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  let finish: (table: TableContent) => void = () => undefined
  const { press, said } = openTools((tell) => {
    tell(500)
    return new Promise((done) => (finish = done))
  })
  await press('Tải CSV')
  expect(said()).toBe('Đang lấy… 500 hàng')
  expect(save).not.toHaveBeenCalled()
  finish(TABLE)
  await flushPromises()
  expect(said()).toBe('Đã tải 1 hàng')
  expect(save.mock.calls[0]?.[0]).toBe('cac-huyen.csv')
})

test('pages that do not come are told, not saved in part', async () => {
  const save = vi.spyOn(files, 'saveFile').mockReturnValue(undefined)
  const { press, said } = openTools(() => Promise.reject(new Error('mất mạng')))
  await press('Tải CSV')
  expect(said()).toBe('Chưa lấy được đủ bảng; hãy thử lại.')
  expect(save).not.toHaveBeenCalled()
})
