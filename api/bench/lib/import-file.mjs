// Templates taken out, filled in as an officer would, and brought in again over HTTP.
import { setTimeout as pause } from 'node:timers/promises'
import { openFile } from '../../dist/spreadsheets/open-file.js'
import { writeWorkbook } from '../../dist/spreadsheets/write-workbook.js'

const HEAD_ROW = 4
const LOOK_EVERY_MS = 20
const FIGURES = 'Phieu'

/** What the service would not give, in its own words. */
export class Refused extends Error {}

export async function download(url, headers) {
  const answer = await fetch(url, { headers })
  if (answer.status === 422) throw new Refused((await answer.json()).detail)
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
  return Buffer.from(await answer.arrayBuffer())
}

/**
 * Fills in every figure of a template that has a row a measure, or a row a commune.
 *
 * @param kinds - Of the measures, by key.
 * @param collected - What villages collect, as `unit/measure`: nobody types it.
 */
export async function fillTemplate(content, { kinds, collected }) {
  const file = await openFile(content)
  const sheets = []
  for (const name of file.sheets) {
    const rows = []
    for await (const { number, cells } of file.rows(name)) rows.push({ number, cells: new Map(cells) })
    if (name === FIGURES) fill(rows, kinds, collected)
    sheets.push({ name, state: name.startsWith('_') ? 'veryHidden' : 'visible', rows })
  }
  const planned = sheets.map(({ name, state, rows }) => ({
    ...{ name, state, widths: [], isGuarded: false, validations: [] },
    rows: () => planRows(rows),
  }))
  const parts = []
  for await (const part of writeWorkbook(planned)) parts.push(part)
  return Buffer.concat(parts)
}

function fill(rows, kinds, collected) {
  const head = rows.find(({ number }) => number === HEAD_ROW)
  const columns = new Map([...head.cells].map(([column, { text }]) => [text, column]))
  const [unit, measure] = [columns.get('Mã xã'), columns.get('Mã chỉ tiêu')]
  for (const { number, cells } of rows) {
    if (number <= HEAD_ROW || cells.size === 0) continue
    const keys = measure === undefined ? [...kinds.keys()] : [cells.get(measure).text]
    for (const key of keys) {
      const column = columns.get(measure === undefined ? key : 'Giá trị')
      if (collected.has(`${cells.get(unit).text}/${key}`)) continue
      cells.set(column, answer(kinds.get(key), number * 977 + column * 131))
    }
  }
}

/** Figures that are all different, as real ones are: a file of equal ones would shrink to nothing. */
function answer(kind, seed) {
  if (kind === 'boolean') return { kind: 'text', text: seed % 3 === 0 ? 'Chưa đạt' : 'Đạt' }
  return { kind: 'number', value: ((seed * 7919) % 10_000) / 100 }
}

function* planRows(rows) {
  let next = 1
  for (const { number, cells } of rows) {
    for (; next < number; next++) yield []
    next = number + 1
    const last = Math.max(-1, ...cells.keys())
    yield Array.from({ length: last + 1 }, (_, column) => {
      const cell = cells.get(column)
      return { value: cell ? (cell.text ?? cell.value) : null, style: 'plain' }
    })
  }
}

/**
 * Sends a file to be checked, and waits.
 *
 * @param looks - Takes the milliseconds of each look at how far it is.
 * @returns the import and its ETag.
 */
export async function check(origin, headers, content, looks) {
  const form = new FormData()
  form.set('file', new File([content], 'phieu.xlsx'))
  const answer = await fetch(`${origin}/api/v1/imports?dryRun=true`, { method: 'POST', headers, body: form })
  if (answer.status !== 202) throw new Error(`The file was answered ${answer.status}: ${await answer.text()}`)
  return waitFor(origin, headers, (await answer.json()).id, 'checked', looks)
}

/** Goes on with a checked import, or undoes one, and waits. */
export async function move(origin, headers, { id, etag }, action, looks) {
  const answer = await fetch(`${origin}/api/v1/imports/${id}/transitions`, {
    method: 'POST',
    headers: { ...headers, 'if-match': etag, 'content-type': 'application/json' },
    body: JSON.stringify({ action }),
  })
  if (answer.status !== 202) throw new Error(`${action} was answered ${answer.status}: ${await answer.text()}`)
  return waitFor(origin, headers, id, action === 'undo' ? 'undone' : 'succeeded', looks)
}

async function waitFor(origin, headers, id, wanted, looks) {
  for (;;) {
    const asked = performance.now()
    const answer = await fetch(`${origin}/api/v1/imports/${id}`, { headers })
    const found = await answer.json()
    looks.push(performance.now() - asked)
    if (found.state === wanted) return { ...found, etag: answer.headers.get('etag') }
    if (!['queued', 'running'].includes(found.state)) {
      throw new Error(`The import ended as ${found.state}: ${JSON.stringify(found.errors.slice(0, 5))}`)
    }
    await pause(LOOK_EVERY_MS)
  }
}
