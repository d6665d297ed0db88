import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { ZipFile } from 'yazl'
import type { ImportView } from '@ntm/shared/imports/wire'
import { openFile } from '../../spreadsheets/open-file.js'
import { columnOf, type Cell } from '../../spreadsheets/cells.js'
import { CELL_STYLES, type PlannedCell, type PlannedSheet } from '../../spreadsheets/workbook-plan.js'
import { writeWorkbook } from '../../spreadsheets/write-workbook.js'
import type { Caller, TestApp } from '../../testing/app.js'
import { runImport } from './run-import.js'

export type Grid = Map<string, Map<number, Map<number, Cell>>>

/** Every cell of a workbook. */
export async function readGrid(content: Buffer): Promise<Grid> {
  const file = await openFile(content)
  const grid: Grid = new Map()
  for (const sheet of file.sheets) {
    const rows = new Map<number, Map<number, Cell>>()
    for await (const { number, cells } of file.rows(sheet)) rows.set(number, new Map(cells))
    grid.set(sheet, rows)
  }
  return grid
}

const toCell = (value: string | number): Cell =>
  typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', text: value }

/** Types into a cell such as `Phieu!H5`. */
export function type(grid: Grid, address: string, value: string | number): void {
  const [sheet = '', place = ''] = address.split('!')
  const rows = grid.get(sheet)
  const number = Number(place.replaceAll(/\D/g, ''))
  const row = rows?.get(number) ?? new Map<number, Cell>()
  row.set(columnOf(place), toCell(value))
  rows?.set(number, row)
}

export function textAt(grid: Grid, address: string): string | undefined {
  const [sheet = '', place = ''] = address.split('!')
  const cell = grid
    .get(sheet)
    ?.get(Number(place.replaceAll(/\D/g, '')))
    ?.get(columnOf(place))
  if (!cell) return undefined
  return 'text' in cell ? cell.text : String(cell.value)
}

/** The workbook that Excel would have saved. */
export async function saveGrid(grid: Grid): Promise<Buffer> {
  const sheets = [...grid].map(([name, rows]): PlannedSheet => {
    const last = Math.max(...rows.keys())
    return {
      name,
      widths: [],
      isGuarded: false,
      validations: [],
      rows: () => Array.from({ length: last }, (_, index) => plan(rows.get(index + 1))),
    }
  })
  return collect(writeWorkbook(sheets))
}

function plan(row: ReadonlyMap<number, Cell> | undefined): PlannedCell[] {
  const last = Math.max(-1, ...(row?.keys() ?? []))
  return Array.from({ length: last + 1 }, (_, column) => {
    const cell = row?.get(column)
    const value = !cell ? null : 'text' in cell ? cell.text : Number(cell.value)
    return { value, style: CELL_STYLES[0] }
  })
}

/** A workbook as another program would write it: a list of cells in XML below a head, and the formats that they name. */
export function foreignBook(head: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> {
  const lines = [head.map(xmlCells.text), ...rows].map((cells) => `<row>${cells.join('')}</row>`)
  const file = new ZipFile()
  const add = (name: string, xml: string) => file.addBuffer(Buffer.from(xml), name)
  add('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="Bang" r:id="r1"/></sheets></workbook>')
  add(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  )
  add(
    'xl/styles.xml',
    `<styleSheet><cellXfs>${FORMATS.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
  )
  add('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`)
  file.end()
  return collect(file.outputStream as AsyncIterable<Buffer>)
}

/** Numbers of the formats: as typed, a percentage, a day. */
const FORMATS = [0, 9, 14]

export const xmlCells = {
  text: (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`,
  number: (value: number) => `<c><v>${value}</v></c>`,
  percent: (value: number) => `<c s="1"><v>${value}</v></c>`,
  day: (value: number) => `<c s="2"><v>${value}</v></c>`,
  boolean: (value: boolean) => `<c t="b"><v>${value ? 1 : 0}</v></c>`,
  error: (value: string) => `<c t="e"><v>${value}</v></c>`,
  /** What a formula came to stands beside it. */
  formula: (formula: string, value: number | '') => `<c><f>${formula}</f><v>${value}</v></c>`,
}

export async function collect(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

export async function download(caller: Caller, path: string): Promise<Buffer> {
  const answer = await caller
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => done(null, Buffer.concat(parts)))
    })
    .expect(200)
  return answer.body as Buffer
}

export interface Sending {
  dryRun?: boolean
  name?: string
  fields?: Record<string, string>
}

export function send(
  caller: Caller,
  content: Buffer,
  { dryRun = false, name = 'phieu.xlsx', fields = {} }: Sending = {},
) {
  const request = caller.request('post', `/api/v1/imports?dryRun=${dryRun}`)
  for (const [field, value] of Object.entries(fields)) void request.field(field, value)
  return request.attach('file', content, name)
}

/** Sends a file and does the worker's part of it. */
export async function importFile(service: TestApp, caller: Caller, content: Buffer, sending?: Sending) {
  const answer = await send(caller, content, sending)
  expect(answer.status, answer.text).toBe(202)
  const { id } = answer.body as ImportView
  expect(answer.headers.location).toBe(`/api/v1/imports/${id}`)
  return work(service, caller, id)
}

/** Lets the worker take the next steps of an import. */
export async function work(service: TestApp, caller: Caller, id: string): Promise<ImportView & { version: number }> {
  await runImport({ pool: service.app.pool, clock: service.app.clock }, id)
  await pause(0)
  const answer = await caller.get(`/api/v1/imports/${id}`).expect(200)
  const version = Number(/\d+/.exec(answer.headers.etag ?? '')?.[0])
  return { ...(answer.body as ImportView), version }
}

/** Goes on with a checked import, or undoes one. */
export async function moveOn(service: TestApp, caller: Caller, found: { id: string; version: number }, action: string) {
  await caller.post(`/api/v1/imports/${found.id}/transitions`, found.version, { action }).expect(202)
  return work(service, caller, found.id)
}
