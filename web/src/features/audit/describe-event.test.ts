import { expect, test } from 'vitest'
import type { AuditEventView } from '@ntm/shared/audit/wire'
import { createFormats } from '@/i18n/formats'
import { isKnown, translate } from '@/i18n/translate'
import { describeEvent, KNOWN_ACTIONS } from './describe-event'
import { nameSubject } from './name-subject'
import type { Words } from './told'

const units = new Map([
  ['23512', 'Xã Đắk Mar'],
  ['615', 'Huyện Đắk Hà'],
])
const words: Words = {
  say: (key, values = {}) => translate(`audit.${key}`, values),
  translate,
  isKnown,
  format: createFormats('vi'),
  unitName: (uid) => units.get(uid),
  agencyName: (code) => (code === 'snnptnt' ? 'Sở Nông nghiệp và PTNT' : undefined),
}

function build(action: string, event: Partial<AuditEventView> = {}): AuditEventView {
  return {
    no: 1,
    at: '2019-07-22T01:00:00Z',
    recordedAt: '2019-07-22T01:00:00Z',
    account: 'admin',
    actor: 'Quản trị hệ thống',
    actingFor: null,
    action,
    subject: { kind: 'account', key: 'hanh' },
    old: null,
    new: null,
    reason: null,
    traceId: 'trace',
    ...event,
  }
}

const sentence = (action: string, event?: Partial<AuditEventView>) =>
  describeEvent(build(action, event), words).sentence
const changes = (action: string, event?: Partial<AuditEventView>) =>
  describeEvent(build(action, event), words).changes.map(({ label, old, new: is }) => [label, old, is])

const sheet = { subject: { kind: 'assessment', key: '23512/2019-07/1' } }

test('a change of figures says what stood there before and what stands there now', () => {
  const event = {
    ...sheet,
    old: {
      values: [{ measure: '11.1', value: 2.42, numerator: 20, denominator: 828, notApplicable: false, note: 'cũ' }],
      criteria: [],
    },
    new: {
      values: [
        { measure: '11.1', value: 8, numerator: 120, denominator: 1500, notApplicable: false, note: 'cũ' },
        { measure: '2.1', value: true, numerator: null, denominator: null, notApplicable: false, note: null },
        { measure: '7.1', value: null, numerator: null, denominator: null, notApplicable: true, note: null },
      ],
      criteria: [{ number: 11, obstacle: 'Thiếu vốn', remedy: null, explanation: null, remedyDueOn: '2019-12-31' }],
    },
  }
  expect(sentence('assessment.changed', event)).toBe('sửa phiếu tháng 7/2019 của Xã Đắk Mar')
  expect(changes('assessment.changed', event)).toEqual([
    ['Số liệu 11.1', '2,42 (20/828)', '8 (120/1.500)'],
    ['Số liệu 2.1', null, 'Đạt'],
    ['Số liệu 7.1', null, 'Không áp dụng'],
    ['Khó khăn, tiêu chí 11', null, 'Thiếu vốn'],
    ['Ngày xong, tiêu chí 11', null, '31/12/2019'],
  ])
})

test('a submission names its receipt and the criteria met', () => {
  const event = { ...sheet, new: { status: 'submitted', receipt: 'NTM-1907-23512-1-01', metMask: 7, notMetMask: 8 } }
  expect(sentence('assessment.submitted', event)).toBe('nộp phiếu tháng 7/2019 của Xã Đắk Mar')
  expect(changes('assessment.submitted', event)).toEqual([
    ['Số biên nhận', null, 'NTM-1907-23512-1-01'],
    ['Số tiêu chí đạt', null, '3'],
  ])
})

test('a sheet opened again says so, and one of a unit not known here goes by its code', () => {
  const event = { subject: { kind: 'assessment', key: '99999/2019-07/2' } }
  expect(sentence('assessment.withdrawn', event)).toBe(
    'rút phiếu tháng 7/2019 của đơn vị 99999 (lần mở lại thứ 2) về để sửa',
  )
})

test('a return lists each indicator with its reason, an approval what was overruled', () => {
  expect(sentence('assessment.returned', sheet)).toBe('trả lại phiếu tháng 7/2019 của Xã Đắk Mar')
  expect(
    changes('assessment.returned', { ...sheet, new: { returned: [{ indicator: '6.1', reason: 'Đang thi công' }] } }),
  ).toEqual([['Chỉ tiêu 6.1', null, 'Đang thi công']])
  expect(sentence('assessment.approved', sheet)).toBe('duyệt phiếu tháng 7/2019 của Xã Đắk Mar')
  const overrules = [{ number: 5, result: 'notMet', reason: 'Trường chưa được công nhận' }]
  expect(changes('assessment.approved', { ...sheet, new: { overrules } })).toEqual([
    ['Tiêu chí 5', null, 'Chưa đạt – Trường chưa được công nhận'],
  ])
})

test('a sheet opened again says until when, a verdict which indicators, changed days which', () => {
  expect(sentence('assessment.reopened', sheet)).toBe('mở lại phiếu tháng 7/2019 của Xã Đắk Mar để điều chỉnh')
  expect(changes('assessment.reopened', { ...sheet, new: { expiresOn: '2019-08-10' } })).toEqual([
    ['Được sửa đến hết', null, '10/08/2019'],
  ])
  const verdict = { ...sheet, new: { verdict: 'rejected', indicators: [{ indicator: '6.1' }, { indicator: '9.2' }] } }
  expect(sentence('assessment.verified', verdict)).toBe('bác chỉ tiêu trong phiếu tháng 7/2019 của Xã Đắk Mar')
  expect(changes('assessment.verified', verdict)).toEqual([['Chỉ tiêu', null, '6.1, 9.2']])
  const days = {
    old: { dueOn: '2019-07-25', locksOn: '2019-08-05' },
    new: { dueOn: '2019-07-28', locksOn: '2019-08-05' },
  }
  expect(changes('period.changed', { subject: { kind: 'period', key: '2019-07' }, ...days })).toEqual([
    ['Hạn nộp', '25/07/2019', '28/07/2019'],
  ])
})

test('a month is consolidated by its name', () => {
  expect(sentence('period.consolidated', { subject: { kind: 'period', key: '2019-06' } })).toBe('tổng hợp tháng 6/2019')
})

test.each([
  [null, 'đăng nhập'],
  [{ secondFactor: 'code' }, 'đăng nhập bằng mật khẩu và mã xác thực'],
  [{ secondFactor: 'recoveryCode' }, 'đăng nhập bằng mật khẩu và một mã khôi phục'],
  [{ provider: 'https://sso.example' }, 'đăng nhập qua https://sso.example'],
])('a sign-in says by what: %j', (after, expected) => {
  expect(sentence('session.started', { new: after })).toBe(expected)
})

test('a refused sign-in says where from and why, and names no account that there is not', () => {
  const event = { new: { address: '10.0.0.7' }, account: null }
  expect(sentence('session.refused', { ...event, reason: 'wrong password' })).toBe(
    'bị từ chối đăng nhập vào tài khoản hanh từ địa chỉ 10.0.0.7: sai mật khẩu',
  )
  expect(sentence('session.refused', { ...event, reason: 'of a later version' })).toContain(': of a later version')
  expect(sentence('session.refused', { ...event, subject: { kind: 'address', key: '10.0.0.7' } })).toBe(
    'bị từ chối đăng nhập từ địa chỉ 10.0.0.7: không có tài khoản mang tên đó',
  )
})

test('an answer of the outside provider that fits no sign-in is told as such', () => {
  const event = { subject: { kind: 'address', key: '10.0.0.7' }, account: null }
  expect(sentence('session.refused', { ...event, reason: 'the way back from the provider does not fit' })).toBe(
    'bị từ chối đăng nhập từ địa chỉ 10.0.0.7: nơi đăng nhập chung trả về không đúng lượt',
  )
  expect(sentence('session.refused', { ...event, reason: 'cancelled at the provider' })).toBe(
    'bị từ chối đăng nhập từ địa chỉ 10.0.0.7: thôi đăng nhập ở nơi đăng nhập chung',
  )
})

test.each([
  ['session.renewed', null, 'tiếp tục phiên làm việc'],
  ['session.ended', 'signed out', 'đăng xuất'],
  ['session.ended', 'ended by its owner', 'kết thúc một phiên của mình'],
  [
    'session.ended',
    'refresh token used twice',
    'bị kết thúc phiên vì mã làm mới được dùng lần thứ hai (có thể đã bị đánh cắp)',
  ],
  ['session.ended', null, 'kết thúc phiên'],
  ['password.changed', null, 'đổi mật khẩu của tài khoản hanh'],
  ['account.disabled', 'Nghỉ việc', 'khóa tài khoản hanh'],
  ['account.enabled', null, 'mở khóa tài khoản hanh'],
  ['account.passwordReset', null, 'cấp mật khẩu dùng một lần mới cho tài khoản hanh'],
  ['account.factorBegun', null, 'bắt đầu bật xác thực hai lớp cho tài khoản hanh'],
  ['account.factorConfirmed', null, 'bật xác thực hai lớp cho tài khoản hanh'],
  ['account.factorRemoved', null, 'gỡ xác thực hai lớp của tài khoản hanh'],
] as const)('%s (%s) is told as “%s”', (action, reason, expected) => {
  expect(sentence(action, { reason })).toBe(expected)
})

test('a second factor that one takes off oneself is told otherwise', () => {
  expect(sentence('account.factorRemoved', { account: 'hanh' })).toBe('tắt xác thực hai lớp của tài khoản hanh')
})

test('sessions that ended along with it are counted, and left out when there were none', () => {
  expect(sentence('session.othersEnded', { new: { sessionsEnded: 3 } })).toBe('kết thúc 3 phiên khác của mình')
  expect(changes('account.disabled', { new: { sessionsEnded: 2 } })).toEqual([['Phiên bị kết thúc', null, '2']])
  expect(changes('account.disabled', { new: { sessionsEnded: 0 } })).toEqual([])
})

test('a new account is told with its name and roles, a renamed one with both names', () => {
  const roles = [
    { role: 'districtOfficer', unit: '615', from: '2019-07-22', to: '2019-12-31' },
    { role: 'departmentOfficer', agency: 'snnptnt' },
  ]
  expect(sentence('account.created')).toBe('lập tài khoản hanh')
  expect(changes('account.created', { new: { displayName: 'Hạnh', roles } })).toEqual([
    ['Tên hiển thị', null, 'Hạnh'],
    ['Vai trò', null, 'Cán bộ huyện · Huyện Đắk Hà, đến hết 31/12/2019'],
    ['Vai trò', null, 'Cán bộ sở, ngành · Sở Nông nghiệp và PTNT'],
  ])
  expect(changes('account.renamed', { old: { displayName: 'Hạnh' }, new: { displayName: 'Y Hạnh' } })).toEqual([
    ['Tên hiển thị', 'Hạnh', 'Y Hạnh'],
  ])
})

test('changed roles show what went and what came, not what stayed', () => {
  const stays = { role: 'observer', unit: '615' }
  const event = {
    old: { roles: [stays, { role: 'administrator' }] },
    new: { roles: [stays, { role: 'communeOfficer', unit: '23512' }] },
  }
  expect(sentence('account.rescoped', event)).toBe('đổi vai trò của tài khoản hanh')
  expect(changes('account.rescoped', event)).toEqual([
    ['Vai trò', 'Quản trị hệ thống', null],
    ['Vai trò', null, 'Cán bộ nông thôn mới xã · Xã Đắk Mar'],
  ])
})

test('a role handed on, and taken back', () => {
  const given = { role: 'districtLeader', unit: '615', to: 'huyen.615', from: '2019-08-01', until: '2019-08-15' }
  expect(sentence('delegation.given', { new: given })).toBe('giao ký thay cho tài khoản huyen.615')
  expect(changes('delegation.given', { new: given })).toEqual([
    ['Vai trò', null, 'Lãnh đạo huyện · Huyện Đắk Hà'],
    ['Thời gian', null, '01/08/2019 – 15/08/2019'],
  ])
  const old = { role: 'districtLeader', unit: '615', from: 'chutich', to: 'huyen.615' }
  expect(sentence('delegation.ended', { old })).toBe('chấm dứt việc huyen.615 ký thay chutich')
})

test('who answers for a unit is told with office and first day', () => {
  const event = {
    subject: { kind: 'unit', key: '23512' },
    old: { name: 'A Blap', title: 'Chủ tịch UBND xã', from: '2016-07-01' },
    new: { name: 'Y Hạnh', title: 'Chủ tịch UBND xã', from: '2019-08-01' },
  }
  expect(sentence('unit.accountableNamed', event)).toBe('ghi người chịu trách nhiệm của Xã Đắk Mar')
  expect(changes('unit.accountableNamed', event)).toEqual([
    ['Người chịu trách nhiệm', 'A Blap, Chủ tịch UBND xã, từ 01/07/2016', 'Y Hạnh, Chủ tịch UBND xã, từ 01/08/2019'],
  ])
  expect(sentence('unit.accountableCorrected', event)).toContain('sửa lại')
})

test('boundaries that were loaded say of what place, from when, and by what decision', () => {
  const event = {
    subject: { kind: 'unit', key: '615' },
    new: { validFrom: '2015-03-12', source: 'Sở Nội vụ', decision: '12/NQ-HĐND', units: 102 },
  }
  expect(sentence('boundaries.loaded', event)).toBe('nạp ranh giới hành chính của Huyện Đắk Hà, áp dụng từ 12/03/2015')
  expect(changes('boundaries.loaded', event)).toEqual([
    ['Nguồn', null, 'Sở Nội vụ'],
    ['Văn bản', null, '12/NQ-HĐND'],
    ['Số đơn vị', null, '102'],
  ])
})

test('a threshold says what held, what holds now, for whom, by what, and what it changed', () => {
  const subject = { kind: 'threshold', key: 'xa-2016-2020/11.1' }
  const old = { region: 'tay-nguyen', unit: null, year: null, value: 7, confirmed: false, legalBasis: null, note: null }
  const held = { ...old, confirmed: true, legalBasis: 'QĐ 1980/QĐ-TTg' }
  expect(sentence('threshold.confirmed', { subject, old, new: held })).toBe(
    'xác nhận ngưỡng của chỉ tiêu 11.1, bộ tiêu chí xa-2016-2020',
  )
  expect(changes('threshold.confirmed', { subject, old, new: { ...held, sheets: 0, changed: 0 } })).toEqual([
    ['Ngưỡng', '7 (chưa xác nhận)', '7'],
    ['Áp dụng cho', null, 'mọi xã trong vùng'],
    ['Căn cứ', null, 'QĐ 1980/QĐ-TTg'],
  ])
  const own = { ...held, value: 6.5, unit: '23512', year: 2019, sheets: 21, changed: 2 }
  expect(changes('threshold.corrected', { subject, old: held, new: own })).toEqual([
    ['Ngưỡng', '7', '6,5'],
    ['Áp dụng cho', null, 'Xã Đắk Mar, năm 2019'],
    ['Phiếu đang mở được xét lại', null, '21 phiếu, 2 phiếu đổi kết quả'],
  ])
})

test('a lead agency is told by its name, from its first day', () => {
  const event = {
    subject: { kind: 'indicator', key: 'xa-2016-2020/11' },
    old: { agency: 'snv', from: '2017-01-01', legalBasis: null },
    new: { agency: 'snnptnt', from: '2019-08-01', legalBasis: 'QĐ 12' },
  }
  expect(sentence('indicator.leadChanged', event)).toBe('đổi cơ quan chủ trì chỉ tiêu 11, bộ tiêu chí xa-2016-2020')
  expect(changes('indicator.leadChanged', event)).toEqual([
    ['Cơ quan chủ trì', 'snv, từ 01/01/2017', 'Sở Nông nghiệp và PTNT, từ 01/08/2019'],
    ['Căn cứ', null, 'QĐ 12'],
  ])
})

const client = {
  name: 'Cổng dữ liệu',
  unit: { fullName: 'Tỉnh Kon Tum' },
  scopes: ['units:read'],
  addresses: [],
  disabledAt: null,
}

test('a machine client is told by its name, its secret never', () => {
  const subject = { kind: 'client', key: 'ntm_abc' }
  expect(sentence('client.created', { subject, new: client })).toBe('lập máy khách “Cổng dữ liệu”')
  expect(changes('client.created', { subject, new: client })).toEqual([
    ['Tên', null, 'Cổng dữ liệu'],
    ['Đơn vị', null, 'Tỉnh Kon Tum'],
    ['Phạm vi', null, 'units:read'],
  ])
  const wider = { ...client, scopes: ['units:read', 'results:read'] }
  expect(changes('client.changed', { subject, old: client, new: wider })).toEqual([
    ['Phạm vi', 'units:read', 'units:read, results:read'],
  ])
  const off = { ...client, disabledAt: '2019-07-22T01:00:00Z' }
  expect(sentence('client.changed', { subject, old: client, new: off })).toBe('khóa máy khách “Cổng dữ liệu”')
  expect(sentence('client.changed', { subject, old: off, new: client })).toBe('mở lại máy khách “Cổng dữ liệu”')
  const secrets = [{ expiresAt: '2019-12-31T17:00:00Z' }]
  expect(changes('client.secretAdded', { subject, new: { secrets } })).toEqual([
    ['Hạn của mã bí mật mới', null, expect.stringContaining('01/01/2020')],
  ])
  expect(sentence('client.signedIn', { subject, new: { scope: 'units:read', address: '10.0.0.9' } })).toBe(
    'kết nối bằng máy khách ntm_abc từ địa chỉ 10.0.0.9',
  )
})

test('a refused machine client says which, from where and why, and names no client that there is not', () => {
  const event = { subject: { kind: 'client', key: 'ntm_abc' }, new: { address: '10.0.0.9' } }
  expect(sentence('client.refused', { ...event, reason: 'secret expired' })).toBe(
    'bị từ chối kết nối bằng máy khách ntm_abc từ địa chỉ 10.0.0.9: bí mật đã hết hạn',
  )
  expect(sentence('client.refused', { ...event, reason: 'of a later version' })).toContain(': of a later version')
  expect(sentence('client.refused', { ...event, subject: { kind: 'address', key: '10.0.0.9' } })).toBe(
    'bị từ chối kết nối máy khách từ địa chỉ 10.0.0.9: không có máy khách mang mã đó',
  )
})

test('figures by file are told by the file, the month and how many sheets they changed', () => {
  const event = { subject: { kind: 'import', key: '0198-ab' }, new: { fileName: 'huyen.xlsx', period: '2019-07' } }
  expect(sentence('import.sent', event)).toBe('gửi tệp “huyen.xlsx” để nhập')
  expect(changes('import.applied', { ...event, new: { ...event.new, changed: 10 } })).toEqual([
    ['Kỳ', null, 'tháng 7/2019'],
    ['Số phiếu thay đổi', null, '10'],
  ])
  const past = { fileName: 'cu.xlsx', period: '2014-12', periods: ['2014-12', '2015-12'], changed: 86 }
  const origin = { source: 'Báo cáo số 12/BC-BCĐ', sourceDate: '2016-01-15' }
  const replaced = { replaced: [{ period: '2015-12', unit: '23512', met: 5 }] }
  expect(changes('import.applied', { ...event, old: replaced, new: { ...past, ...origin } })).toEqual([
    ['Kỳ', null, 'tháng 12/2014, tháng 12/2015'],
    ['Nguồn', null, 'Báo cáo số 12/BC-BCĐ'],
    ['Ngày của nguồn', null, '15/01/2016'],
    ['Số xã', null, '86'],
    ['Kết quả đã nhập bị thay', null, '1'],
  ])
  const taken = { subject: { kind: 'unit', key: '615' }, new: { period: '2019-07', format: 'xlsx', communes: 10 } }
  expect(sentence('template.downloaded', taken)).toBe('tải tệp mẫu kèm số liệu của Huyện Đắk Hà')
})

test('an action of another version of the program is still told, without its raw fields', () => {
  const event = { subject: { kind: 'unit', key: '615' }, old: { name: 'A', same: 1 }, new: { name: 'B', same: 1 } }
  expect(sentence('unit.renamed', event)).toBe('thực hiện “unit.renamed” trên Huyện Đắk Hà')
  expect(changes('unit.renamed', event)).toEqual([])
})

/** What every route declares that it writes into the trail. */
const schemas = import.meta.glob<string>('../../../../api/src/features/*/*schemas.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const declared = Object.values(schemas).flatMap((source) =>
  [...source.matchAll(/audit: \[([^\]]+)\]/g)].flatMap(([, list = '']) => list.match(/\w+\.\w+/g) ?? []),
)

test('whatever the service writes into the trail is told in words', () => {
  expect(declared.length).toBeGreaterThan(20)
  expect(declared.filter((action) => !KNOWN_ACTIONS.includes(action))).toEqual([])
})

test.each(KNOWN_ACTIONS)('%s has a name to search by, and bears a row that keeps nothing', (action) => {
  expect(isKnown(`audit.actions.${action}`)).toBe(true)
  expect(sentence(action)).not.toContain('audit.')
})

test('what a search is narrowed to is named', () => {
  expect(nameSubject('assessment/23512/2019-07', words)).toBe('phiếu tháng 7/2019 của Xã Đắk Mar')
  expect(nameSubject('assessment/23512', words)).toBe('phiếu Xã Đắk Mar')
  expect(nameSubject('unit/615', words)).toBe('Huyện Đắk Hà')
  expect(nameSubject('account/hanh', words)).toBe('tài khoản hanh')
  expect(nameSubject('period/2019-06', words)).toBe('tháng 6/2019')
  expect(nameSubject('session/0198-ab', words)).toBe('phiên')
  expect(nameSubject('other/x', words)).toBe('other x')
})
