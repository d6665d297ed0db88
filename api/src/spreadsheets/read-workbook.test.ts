import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { Cell } from './cells.js'
import { openFile } from './open-file.js'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook with the parts that a test is about; what every program writes stands there already. */
async function readBook(parts: Readonly<Record<string, string>>, target = 'worksheets/sheet1.xml') {
  const file = new ZipFile()
  const whole = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="r"><sheets><sheet name="Bảng &amp; số" sheetId="7" r:id="rId9"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId9" Target="${target}"/></Relationships>`,
    ...parts,
  }
  for (const [name, xml] of Object.entries(whole)) {
    file.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`), name)
  }
  file.end()
  const pieces: Buffer[] = []
  for await (const piece of file.outputStream as AsyncIterable<Buffer>) pieces.push(piece)
  const opened = await openFile(Buffer.concat(pieces))
  const rows = new Map<number, Map<number, Cell>>()
  for await (const { number, cells } of opened.rows(opened.sheets[0] ?? '')) rows.set(number, new Map(cells))
  return { sheets: opened.sheets, rows }
}

const sheet = (data: string, prefix = '') =>
  `<${prefix}worksheet xmlns${prefix && `:${prefix.slice(0, -1)}`}="${MAIN}"><${prefix}sheetData>${data}</${prefix}sheetData></${prefix}worksheet>`

test('as Excel saves: shared texts, in pieces of several looks and without what says how they sound', async () => {
  const { sheets, rows } = await readBook({
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}" count="3" uniqueCount="3"><si><t>Mã xã</t></si><si><r><rPr><b/></rPr><t>Đắk </t></r><r><t xml:space="preserve">Mar</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si><si><t/></si></sst>`,
    'xl/worksheets/sheet1.xml': sheet(
      '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="5"><c r="B5" t="s"><v>2</v></c><c r="AA5"><v>7</v></c></row>',
    ),
  })
  expect(sheets).toEqual(['Bảng & số'])
  expect(rows.get(1)).toEqual(
    new Map([
      [0, { kind: 'text', text: 'Mã xã' }],
      [2, { kind: 'text', text: 'Đắk Mar' }],
    ]),
  )
  expect(rows.get(5)).toEqual(new Map([[26, { kind: 'number', value: 7 }]]))
})

test('a number is a percentage or a day by the format of its cell, also by one that somebody made', async () => {
  const formats = [
    [0, ''],
    [10, ''],
    [22, ''],
    [164, '0.0" %"'],
    [165, '0.0%'],
    [166, 'dd\\/mm\\/yyyy'],
    [167, '#,##0\\ "đồng"'],
    [168, '[Red]General'],
  ] as const
  const codes = formats.filter(([, code]) => code !== '')
  const { rows } = await readBook({
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${codes.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map(([id]) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet(
      `<row r="1">${formats.map((_format, style) => `<c s="${style}"><v>0.5</v></c>`).join('')}</row>`,
    ),
  })
  expect([...(rows.get(1)?.values() ?? [])].map(({ kind }) => kind)).toEqual([
    'number',
    'percent',
    'date',
    'number',
    'percent',
    'date',
    'number',
    'number',
  ])
})

test('as LibreOffice and others save: rows and cells without their places, prefixes, an address from the root', async () => {
  const { rows } = await readBook(
    {
      'xl/worksheets/a.xml': sheet(
        '<x:row><x:c><x:v>1.5</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row><x:row><x:c t="str"><x:f>A1</x:f><x:v>được</x:v></x:c></x:row>',
        'x:',
      ),
    },
    '/xl/worksheets/a.xml',
  )
  expect([...(rows.get(1)?.values() ?? [])]).toEqual([
    { kind: 'number', value: 1.5 },
    { kind: 'boolean', value: true },
    { kind: 'error', text: '#REF!' },
  ])
  // What a formula came to, composed as we compose it.
  expect(rows.get(2)?.get(0)).toEqual({ kind: 'text', text: 'được' })
})

test('a formula that no program has calculated is one, not an empty cell; one that came to nothing is empty', async () => {
  const { rows } = await readBook({
    'xl/worksheets/sheet1.xml': sheet(
      '<row r="1"><c r="A1"><f>20+21.5</f></c><c r="B1"><f>SUM(C1:C9)</f><v></v></c><c r="C1" t="str"><f>IF(A1&gt;0,"","x")</f><v></v></c><c r="D1"><f>6*7</f><v>42</v></c></row>',
    ),
  })
  expect([...(rows.get(1) ?? [])]).toEqual([
    [0, { kind: 'formula', text: '=20+21.5' }],
    [1, { kind: 'formula', text: '=SUM(C1:C9)' }],
    [3, { kind: 'number', value: 42 }],
  ])
})

test('a number has the digits that a spreadsheet shows: 0,1 + 0,2 is 0,3', async () => {
  const texts = [
    '0.30000000000000004',
    '8.1999999999999993',
    '35.280000000000001',
    '41.5',
    '0.072499999999999995',
    '1E-3',
  ]
  const { rows } = await readBook({
    'xl/worksheets/sheet1.xml': sheet(`<row r="1">${texts.map((text) => `<c><v>${text}</v></c>`).join('')}</row>`),
  })
  expect([...(rows.get(1)?.values() ?? [])]).toEqual(
    [0.3, 8.2, 35.28, 41.5, 0.0725, 0.001].map((value) => ({ kind: 'number', value })),
  )
})
