// How the benchmark measures: the service and the reference in turn, so that a noisy machine slows both.
import autocannon from 'autocannon'

const CONNECTIONS = 8
/** Requests one after the other whose median is the latency. */
const ASKED_ALONE = 40

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Requests a second of both with several connections, and the median of the ratios of the rounds. */
export async function compareReads({ rounds, seconds }, what, wanted, own, bare) {
  const pairs = []
  const loadBare = async (time) => {
    const pace = await load(bare, time)
    await fetch(new URL('/rest', bare.url))
    return pace
  }
  await load(own, seconds / 2)
  await loadBare(seconds / 2)
  for (let round = 0; round < rounds; round++) {
    pairs.push({ own: await load(own, seconds), bare: await loadBare(seconds) })
  }
  return summarise(what, wanted, pairs)
}

async function load({ url, headers = {} }, duration) {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections: CONNECTIONS, duration })
  if (non2xx + errors > 0) throw new Error(`${url} answered ${non2xx} requests with an error, ${errors} not at all`)
  return requests.average
}

/** Times a second that either can be done, one after the other, as one officer does. */
export async function comparePaces({ rounds }, what, wanted, own, bare, times) {
  const pairs = []
  await pace(own, 3)
  await pace(bare, 3)
  for (let round = 0; round < rounds; round++)
    pairs.push({ own: await pace(own, times), bare: await pace(bare, times) })
  return summarise(what, wanted, pairs)
}

/** `act` gives the milliseconds that count; what it does before and after is not timed. */
async function pace(act, times) {
  let spent = 0
  for (let turn = 0; turn < times; turn++) spent += await act(turn)
  return (times * 1_000) / spent
}

export async function timed(act) {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** Median milliseconds of a request that comes alone; `before` runs untimed before each. */
export async function measureLatency({ url, headers = {} }, before = () => undefined) {
  const times = []
  for (let turn = 0; turn < ASKED_ALONE; turn++) {
    await before()
    times.push(await timed(async () => (await fetch(url, { headers })).arrayBuffer()))
  }
  return median(times)
}

function summarise(what, wanted, pairs) {
  const ratios = pairs.map(({ own, bare }) => own / bare)
  const ratio = median(ratios)
  console.log(`${what}: ${ratio.toFixed(2)}`)
  return {
    what,
    'own/s': Math.round(median(pairs.map(({ own }) => own))),
    'bare/s': Math.round(median(pairs.map(({ bare }) => bare))),
    ratio: Number(ratio.toFixed(2)),
    'min–max': `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    wanted: wanted === null ? '' : `≥ ${wanted}`,
    '': wanted === null ? '' : ratio >= wanted ? 'ok' : 'UNDER',
  }
}
