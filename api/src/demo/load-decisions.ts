import type { ThresholdDecision } from '@ntm/shared/criteria/maintenance-wire'
import { recordEvents } from '../db/audit-log.js'
import type { Database } from '../db/client.js'
import { claimCatalogues } from '../features/criteria/queries.js'
import { decideThreshold } from '../features/set-maintenance/decide-threshold.js'
import { listThresholds } from '../features/set-maintenance/queries.js'
import { getPerson, type People } from './load-people.js'
import { TRACE_ID } from './load-trail.js'

interface DemoDecision {
  measure: string
  at: string
  decision: ThresholdDecision
}

/**
 * One threshold confirmed and one corrected, on the last morning before the clock of the demonstration starts: whatever
 * was submitted until then keeps what it was judged by. The document is invented, and says so.
 */
const DECISIONS: readonly DemoDecision[] = [
  {
    measure: '2.2',
    at: '2019-07-22T07:20:00+07:00',
    decision: {
      value: 70,
      legalBasis: '22/2017/QĐ-UBND (dữ liệu minh họa)',
      reason: 'Minh họa: đã đối chiếu với phụ lục quyết định của tỉnh, giá trị đang dùng là đúng.',
    },
  },
  {
    measure: '2.4',
    at: '2019-07-22T07:35:00+07:00',
    decision: {
      value: 65,
      legalBasis: '31/2019/QĐ-UBND (dữ liệu minh họa)',
      note: 'Minh họa: văn bản này không có thật; giá trị do tỉnh quy định vẫn cần đối chiếu.',
      reason: 'Minh họa: quyết định sửa đổi hạ mức đường trục chính nội đồng từ 70 % xuống 65 %.',
    },
  },
]

/** Decides as the provincial office would, open sheets and audit trail included. */
export async function loadDecisions(tx: Database, setCode: string, people: People): Promise<void> {
  const { id: accountId, displayName: actorName } = getPerson(people, 'vpdp')
  for (const { measure: key, at: instant, decision } of DECISIONS) {
    const set = (await claimCatalogues(tx)).find(({ code }) => code === setCode)
    const measure = set?.measures.find((each) => each.key === key)
    if (!set || !measure) throw new RangeError(`The set ${setCode} has no measure ${key}`)
    const at = new Date(instant)
    const thresholds = await listThresholds(tx, measure.id)
    const { event } = await decideThreshold(tx, { set, measure, thresholds, decision, unit: null, accountId, at })
    await recordEvents(tx, { accountId, actorName, actingFor: null, at, traceId: TRACE_ID }, [event])
  }
}
