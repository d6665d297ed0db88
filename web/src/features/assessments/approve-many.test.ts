import { expect, test } from 'vitest'
import { approveMany, byWaiting, nextAfter, type Outcome } from './approve-many'
import { buildSheet } from './saving/testing/builders'

const { unit } = buildSheet()
const listed = (code: string, submittedAt = '') => ({ unit: { ...unit, code }, version: 3, submittedAt })

async function approve(codes: string[], failing: Record<string, string>, fatal?: string) {
  const asked: string[] = []
  const told = new Map<string, Outcome>()
  let atOnce = 0
  await approveMany({
    sheets: codes.map((code) => listed(code)),
    approve: async (sheet) => {
      atOnce += 1
      expect(atOnce).toBe(1)
      asked.push(sheet.unit.code)
      await Promise.resolve()
      atOnce -= 1
      const reason = failing[sheet.unit.code]
      if (reason !== undefined) throw new Error(reason)
    },
    explain: (failure) => (failure as Error).message,
    isFinal: (failure) => (failure as Error).message === fatal,
    tell: (code, outcome) => told.set(code, outcome),
  })
  return {
    asked,
    told: Object.fromEntries([...told].map(([code, { state, reason }]) => [code, `${state} ${reason}`.trim()])),
  }
}

test('one after another; what fails is named with its reason and holds up nobody', async () => {
  const { asked, told } = await approve(['1', '2', '3'], { 2: 'Phiếu vừa đổi.' })
  expect(asked).toEqual(['1', '2', '3'])
  expect(told).toEqual({ 1: 'approved', 2: 'failed Phiếu vừa đổi.', 3: 'approved' })
})

test('with the network gone the rest is left as it was, not tried in vain', async () => {
  const { asked, told } = await approve(['1', '2', '3'], { 2: 'Mất mạng' }, 'Mất mạng')
  expect(asked).toEqual(['1', '2'])
  expect(told).toEqual({ 1: 'approved', 2: 'failed Mất mạng', 3: 'stopped' })
})

test('the line is by waiting time; after each comes the next, after the last the first', () => {
  const line = byWaiting([listed('b', '2019-07-21'), listed('c', '2019-07-22'), listed('a', '2019-07-20')])
  expect(line.map((sheet) => sheet.unit.code)).toEqual(['a', 'b', 'c'])
  const next = (code: string) => nextAfter(line, code)?.unit.code
  expect([next('a'), next('b'), next('c'), next('elsewhere')]).toEqual(['b', 'c', 'a', 'a'])
  expect(nextAfter([listed('a')], 'a')).toBeUndefined()
})
