import { expect, test } from 'vitest'
import type { WorkView } from '@ntm/shared/work/wire'
import { sortWork, sumAgencies, sumProgress, type WorkItem } from './sort-work'

const unit = { uid: '1', code: '1', kind: 'commune', type: 'xã', name: 'Một', fullName: 'Xã Một' } as const
const item = (kind: WorkItem['kind'], submittedAt: string | null = null): WorkItem => ({
  kind,
  daysLeft: 3,
  reopened: null,
  returns: [],
  rejections: [],
  sheet: {
    unit,
    parent: unit,
    period: '2019-07',
    status: 'draft',
    revision: 1,
    version: 3,
    dueOn: '2019-07-25',
    answered: 0,
    measures: 50,
    met: null,
    firstSubmittedAt: submittedAt,
    submittedAt,
    timeliness: null,
    updatedAt: null,
    returned: 0,
  },
})

test('the sheet that has waited longest is reviewed first', () => {
  const items = [
    item('reviewSheet', '2019-07-11T01:00:00Z'),
    item('notBegun'),
    item('reviewSheet', '2019-07-09T02:00:00Z'),
  ]
  const { toReview, notBegun, own } = sortWork(items)
  expect(toReview.map(({ sheet }) => sheet.submittedAt)).toEqual(['2019-07-09T02:00:00Z', '2019-07-11T01:00:00Z'])
  expect(notBegun).toHaveLength(1)
  expect(own).toEqual([])
})

test('filling, correcting and waiting are all about the own sheet', () => {
  expect(sortWork([item('correctSheet'), item('fillSheet'), item('awaitingReview')]).own).toHaveLength(3)
})

test('every sheet of the month is either with its commune or on its way', () => {
  const progress = { notStarted: 2, draft: 3, submitted: 2, returned: 1, approved: 3, consolidated: 0 }
  const rows: WorkView['progress'] = [
    { unit, communes: 11, progress },
    { unit, communes: 11, progress: { ...progress, returned: 0, submitted: 3 } },
  ]
  expect(sumProgress(rows)).toEqual({ communes: 22, submitted: 11, approved: 6, open: 11 })
})

test('a department has what waits in all its indicators, since the oldest of them', () => {
  const names = { period: '2019-07', name: '', nameEn: '' }
  const [health, school] = [
    { ...names, agency: 'syt', agencyName: 'Sở Y tế' },
    { ...names, agency: 'sgddt', agencyName: 'Sở Giáo dục' },
  ]
  const rows = [
    { ...school, indicator: '14.1', waiting: 3, changed: 0, oldest: '2019-07-10T00:00:00Z' },
    { ...health, indicator: '15.2', waiting: 2, changed: 1, oldest: '2019-07-12T00:00:00Z' },
    { ...health, indicator: '15.3', period: '2019-06', waiting: 2, changed: 0, oldest: '2019-07-11T00:00:00Z' },
  ]
  expect(sumAgencies(rows)).toEqual([
    { agency: 'syt', agencyName: 'Sở Y tế', figures: 5, oldest: '2019-07-11T00:00:00Z', period: '2019-06' },
    { agency: 'sgddt', agencyName: 'Sở Giáo dục', figures: 3, oldest: '2019-07-10T00:00:00Z', period: '2019-07' },
  ])
})
