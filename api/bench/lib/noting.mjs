// What the trigger that notes a change adds to a save: its own time by EXPLAIN, beside that of a save over HTTP.
import { OPEN_MONTH } from './country.mjs'
import { median } from './measure.mjs'
import { send, signIn } from './processes.mjs'

const TIMES = 60

/** Milliseconds of the trigger, of a save of one value, and the share of the first in the second. */
export async function measureNoting(pool, own, commune) {
  const headers = await signIn(own, `xa.${commune}`)
  const path = `${own}/api/v1/assessments/${commune}/${OPEN_MONTH}`
  let { etag } = await send('GET', path, headers)
  const saves = []
  for (let turn = 0; turn < TIMES; turn++) {
    const body = { values: [{ measure: '11.1', value: 5 + (turn % 7) / 4 }] }
    const begun = performance.now()
    ;({ etag } = await send('PATCH', path, { ...headers, 'if-match': etag }, body))
    saves.push(performance.now() - begun)
  }
  const trigger = median(await explainTrigger(pool, commune))
  const save = median(saves)
  return { 'trigger ms': round(trigger), 'save ms': round(save), 'share %': round((100 * trigger) / save) }
}

async function explainTrigger(pool, commune) {
  const client = await pool.connect()
  try {
    const times = []
    for (let turn = 0; turn < TIMES; turn++) {
      await client.query('begin')
      const { rows } = await client.query(
        `explain (analyze, format json) update sheets set version = version + 1
         where period = '${OPEN_MONTH}' and unit_id = (select id from units where code = '${commune}' and valid @> date '${OPEN_MONTH}-15')`,
      )
      await client.query('rollback')
      const triggers = rows[0]['QUERY PLAN'][0].Triggers
      times.push(triggers.find((each) => each['Trigger Name'] === 'sheets_noted').Time)
    }
    return times
  } finally {
    client.release()
  }
}

const round = (value) => Number(value.toFixed(3))
