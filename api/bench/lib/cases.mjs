// What is measured: the hot requests of the service beside the bare routes that return the same bytes.
import { URLSearchParams } from 'node:url'
import { OPEN_MONTH } from './country.mjs'
import { compareReads, comparePaces, measureLatency, timed } from './measure.mjs'
import { send } from './processes.mjs'

const DONE_MONTH = '2019-06'
const SAVES = 40
/** Untimed: a program that has just started runs every line slowly, and the one with more lines the more so. A service runs for weeks. */
const WARMING_SAVES = 600
/** Milliseconds between two commits of somebody else, where others are at work. */
const OTHERS_COMMIT_EVERY = 50
const QUESTIONS = {
  overview: `period=${OPEN_MONTH}`,
  matrix: `period=${OPEN_MONTH}`,
  trend: `from=2017-08&to=${OPEN_MONTH}&basis=approved`,
}
const lastDayOf = (month) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)

/** Reads of one place: a sheet and the figures of the unit above it. */
export async function measureReads(bench, { label, sheet, unit, from }) {
  const { own, reference, options } = bench
  const rows = []
  const compare = async (what, wanted, path, name, values) => {
    const answer = `${label} ${what}`
    const headers = await bench.signIn('vpdp')
    const { text } = await send('GET', own + path, headers)
    await send('PUT', `${reference}/answers/${encodeURIComponent(answer)}`, {}, { text })
    const query = new URLSearchParams([['answer', answer], ...values.map((value) => ['values', value])])
    const pair = [{ url: own + path, headers }, { url: `${reference}/${name}?${query}` }]
    rows.push(await compareReads(options, `${label}: ${what}`, wanted, ...pair))
  }
  const readSheet = (month) => [`/api/v1/assessments/${sheet}/${month}`, 'sheet', [sheet, lastDayOf(month), month]]
  const readFigures = (view, month, basis) => [
    `/api/v1/${view}?unit=${unit}&period=${month}`,
    view,
    [month, basis, lastDayOf(month), unit],
  ]
  await compare('sheet, open month', 0.7, ...readSheet(OPEN_MONTH))
  await compare('sheet, consolidated month', 1.2, ...readSheet(DONE_MONTH))
  await compare('overview, open month', 0.7, ...readFigures('overview', OPEN_MONTH, 'approved'))
  await compare('overview, consolidated month', 1.2, ...readFigures('overview', DONE_MONTH, 'official'))
  await compare('matrix, consolidated month', 1.2, ...readFigures('matrix', DONE_MONTH, 'official'))
  const trend = `/api/v1/trend?unit=${unit}&from=${from}&to=${DONE_MONTH}`
  await compare(`trend from ${from}`, 1.2, trend, 'trend', [from, DONE_MONTH, lastDayOf(DONE_MONTH), unit])

  const stop = bench.commitEvery(OTHERS_COMMIT_EVERY)
  await compare('sheet, open month, others at work', null, ...readSheet(OPEN_MONTH))
  await compare('overview, open month, others at work', null, ...readFigures('overview', OPEN_MONTH, 'approved'))
  await stop()
  return rows
}

/** Milliseconds of a view asked for alone: just after a sheet below the unit changed, and while nothing changes. */
export async function measureAlone({ own, signIn, commit }, view, unit) {
  const headers = await signIn('vpdp')
  const request = { url: `${own}/api/v1/${view}?unit=${unit}&${QUESTIONS[view]}`, headers }
  await measureLatency(request)
  return { changed: await measureLatency(request, commit), still: await measureLatency(request) }
}

/** Writes of whole sheets, one after the other, as one officer does. */
export async function measureWrites({ own, reference, signIn, options }, { label, measures, commune, bareSheetId }) {
  const headers = await signIn(`xa.${commune}`)
  const path = `${own}/api/v1/assessments/${commune}/${OPEN_MONTH}`
  let { etag, text } = await send('GET', path, headers)
  const request = async (method, url, body) => {
    const answer = await send(method, url, { ...headers, 'if-match': etag }, body)
    ;({ etag, text } = answer)
  }
  const fill = (turn) =>
    measures.map(({ key, kind }) => ({ measure: key, value: kind === 'boolean' ? true : 40 + (turn % 50) }))
  const criteria = [...new Set(measures.map(({ criterion }) => criterion))].map((number) => ({
    number,
    explanation: 'Số đo thử',
  }))
  await request('PATCH', path, { values: fill(0), criteria })
  // The bare route answers with the same bytes.
  await send('PUT', `${reference}/answers/sheet`, {}, { text })

  const save = (turn) => timed(() => request('PATCH', path, { values: fill(turn) }))
  const submit = () => timed(() => request('POST', `${path}/transitions`, { action: 'submit' }))
  const withdraw = () => request('POST', `${path}/transitions`, { action: 'withdraw' })
  const saveAndSubmit = async (turn) => {
    const spent = (await save(turn)) + (await submit())
    await withdraw()
    return spent
  }
  const submitWhole = async (turn) => {
    const spent = await timed(() => request('POST', `${path}/transitions`, { action: 'submit', values: fill(turn) }))
    await withdraw()
    return spent
  }
  const bare = (turn) => {
    const values = measures.map((measure) => ({ ...measure, value: 40 + (turn % 50) }))
    return timed(() => send('POST', `${reference}/save`, {}, { sheetId: bareSheetId, measures: values }))
  }
  const compare = (what, wanted, own) => comparePaces(options, `${label}: ${what}`, wanted, own, bare, SAVES)
  for (let turn = 0; turn < WARMING_SAVES; turn++) {
    await saveAndSubmit(turn)
    await submitWhole(turn)
    await bare(turn)
  }
  return [
    await compare('save', 0.6, save),
    await compare('save and submit in one transaction', 0.6, submitWhole),
    await compare('save, then submit (two transactions)', null, saveAndSubmit),
  ]
}
