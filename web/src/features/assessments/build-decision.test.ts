import { expect, test } from 'vitest'
import { buildDecision, type ReviewDraft } from './build-decision'

const draft = (told: Partial<ReviewDraft> = {}): ReviewDraft => ({
  returns: new Map(),
  overrules: new Map(),
  reason: '',
  ...told,
})
const WHY = 'Chưa khớp danh sách hộ nghèo tháng 6.'

test('with nothing ticked the sheet is approved', () => {
  expect(buildDecision(draft())).toEqual({ request: { action: 'approve' } })
})

test('an approval carries the criteria judged otherwise, each with its reason', () => {
  const overrules = new Map([[17, { result: 'notMet' as const, reason: ` ${WHY} ` }]])
  expect(buildDecision(draft({ overrules, reason: ' Cần theo dõi. ' })).request).toEqual({
    action: 'approve',
    reason: 'Cần theo dõi.',
    overrules: [{ criterion: 17, result: 'notMet', reason: WHY }],
  })
})

test('a ticked indicator makes it a return', () => {
  expect(buildDecision(draft({ returns: new Map([['11.1', WHY]]) })).request).toEqual({
    action: 'return',
    returned: [{ indicator: '11.1', reason: WHY }],
  })
})

test.each(['', 'Sai số', '  123456789  ', 'Đủ chín ch'.normalize('NFD').slice(0, 9)])(
  'a reason of fewer than ten characters is none: “%s”',
  (why) => {
    expect(buildDecision(draft({ returns: new Map([['11.1', why]]) })).faults).toEqual([
      { code: 'reason_missing', indicator: '11.1' },
    ])
    const overrules = new Map([[11, { result: 'notMet' as const, reason: why }]])
    expect(buildDecision(draft({ overrules })).faults).toEqual([{ code: 'overrule_reason_missing', criterion: 11 }])
  },
)

test('a sheet that goes back is not judged at the same time', () => {
  const overrules = new Map([[11, { result: 'met' as const, reason: WHY }]])
  expect(buildDecision(draft({ overrules, returns: new Map([['9.2', WHY]]) })).faults).toEqual([
    { code: 'overrule_with_return', criterion: 11 },
  ])
})
