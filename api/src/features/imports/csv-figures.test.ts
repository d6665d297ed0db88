import { parse } from 'csv-parse'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { addressOf, JULY, listCommunes, listMeasures, readSheet } from '../../testing/sheets.js'
import { download, importFile, readGrid } from './builders.js'

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const SENDING = { name: 'so-lieu.csv' }

let service: TestApp
let office: Caller
let communes: string[]
let percent: string
let met: string

beforeAll(async () => {
  service = await startTestApp()
  office = await service.as('vpdp')
  communes = await listCommunes(service, 'notStarted')
  const measures = await listMeasures(office)
  percent = measures.find(({ kind }) => kind === 'percent')?.key ?? ''
  met = measures.find(({ kind }) => kind === 'boolean')?.key ?? ''
})
afterAll(() => service.close())

test('a program sends a row a measure with points, true and false, and a ratio', async () => {
  const [commune = ''] = communes
  const done = await importFile(
    service,
    office,
    csv(
      'period,unit,measure,value,numerator,denominator,note',
      `${JULY},${commune},${percent},,1200.5,1500,`,
      `${JULY},${commune},${met},false,,,"nghiệm thu, ""đợt 2"""`,
    ),
    SENDING,
  )
  expect([done.state, done.errors, done.figures]).toEqual(['succeeded', [], 2])
  const { values } = (await readSheet(office, commune)).sheet
  expect(values.find(({ measure }) => measure === percent)).toMatchObject({ numerator: 1200.5, denominator: 1500 })
  expect(values.find(({ measure }) => measure === met)).toMatchObject({ value: false, note: 'nghiệm thu, "đợt 2"' })
})

test('a program sends a row a commune; both ways of laying out come to the same', async () => {
  const commune = communes[1] ?? ''
  const lines = [`unit,period,${percent},${met},${met}/note`, `${commune},${JULY},75.25,true,đủ hồ sơ`]
  const done = await importFile(service, office, csv(...lines), SENDING)
  expect([done.state, done.errors]).toEqual(['succeeded', []])
  const { values } = (await readSheet(office, commune)).sheet
  expect(values.find(({ measure }) => measure === percent)?.value).toBe(75.25)
  expect(values.find(({ measure }) => measure === met)).toMatchObject({ value: true, note: 'đủ hồ sơ' })
})

test('a decimal comma in a program’s file is an error, not a guess; errors are named as Excel counts', async () => {
  const found = await importFile(
    service,
    office,
    csv('period,unit,measure,value', `${JULY},${communes[2]},${percent},"75,25"`, `2019-13,${communes[2]},${met},true`),
    { ...SENDING, dryRun: true },
  )
  expect(found.errors.map(({ cell, code }) => [cell, code])).toEqual([
    ['D2', 'comma_in_number'],
    ['A3', 'wrong_period'],
  ])
})

test('the CSV template comes back unchanged: nothing in it is a change', async () => {
  for (const profile of ['machine', 'excel']) {
    const path = `/api/v1/assessments/template.csv?unit=62&period=${JULY}&profile=${profile}`
    const found = await importFile(service, office, await download(office, path), { ...SENDING, dryRun: true })
    expect([profile, found.state, found.errors, found.changed]).toEqual([profile, 'checked', [], 0])
  }
})

/** A name that a spreadsheet would run. */
const NAME = `=cmd|'/c calc'!A1`

/** Every field as it stands in the file, before our own reader takes anything back. */
async function listFields(content: Buffer): Promise<string[]> {
  const rows: string[][] = []
  const records = parse(content, { bom: true, delimiter: [',', ';'], relax_column_count: true })
  for await (const record of records as AsyncIterable<string[]>) rows.push(record)
  return rows.flat()
}

test('formula text in notes and names leaves as text by CSV and template, and comes back as it was typed', async () => {
  const [unit = ''] = await listCommunes(service, 'draft')
  const commune = await service.as(`xa.${unit}`)
  const { sheet, version } = await readSheet(commune, unit)
  const typed = sheet.values.filter(({ measure }) => !sheet.villageMeasures.includes(measure)).slice(0, 4)
  const notes = ['=HYPERLINK("http://x.example";"bấm")', '+84 905', '-1 hộ', '@SUM(A1)']
  const values = typed.map(({ measure }, index) => ({ measure, note: notes[index] ?? '' }))
  await commune.patch(addressOf(unit), version, { values }).expect(200)
  const owner = new pg.Client(service.databaseUrl)
  await owner.connect()
  await owner.query('update units set name = $1 where code = $2', [NAME, unit])
  await owner.end()

  for (const profile of ['machine', 'excel']) {
    const path = `/api/v1/assessments/template.csv?unit=${unit}&period=${JULY}&profile=${profile}`
    const content = await download(commune, path)
    const fields = await listFields(content)
    expect(fields.filter((field) => /^[=+@-]/.test(field) && Number.isNaN(Number(field)))).toEqual([])
    for (const text of [NAME, ...notes]) expect(fields).toContain(`'${text}`)
    const back = await importFile(service, commune, content, { ...SENDING, dryRun: true })
    expect([profile, back.state, back.errors, back.changed]).toEqual([profile, 'checked', [], 0])
  }

  const book = await readGrid(
    await download(commune, `/api/v1/assessments/template.xlsx?unit=${unit}&period=${JULY}&layout=measures`),
  )
  const told = [...(book.get('Phieu')?.values() ?? [])].flatMap((cells) => [...cells.values()])
  for (const text of [NAME, ...notes]) expect(told).toContainEqual({ kind: 'text', text })
})
