import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { NetworkError, ProblemError } from '@/api/problem-error'
import '@/i18n/i18n'
import { translate } from '@/i18n/translate'
import ErrorNotice from './ErrorNotice.vue'
import ErrorSummary from './ErrorSummary.vue'
import LoadingNotice from './LoadingNotice.vue'
import { MARK_STATUSES } from './mark-status'
import StatusMark from './StatusMark.vue'

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

test('nothing is said of loading before 300 ms have gone', async () => {
  vi.useFakeTimers()
  const notice = mount(LoadingNotice)
  await vi.advanceTimersByTimeAsync(299)
  expect(notice.text()).toBe('')
  await vi.advanceTimersByTimeAsync(1)
  expect(notice.text()).toBe('Đang tải…')
})

test('a refusal is told in the words of the service, without a button that cannot help', () => {
  const error = new ProblemError({ status: 403, detail: 'Tài khoản này không được làm việc đó.', code: 'forbidden' })
  const notice = mount(ErrorNotice, { props: { error } })
  expect(notice.text()).toContain('Tài khoản này không được làm việc đó.')
  expect(notice.find('button').exists()).toBe(false)
})

test('a lost connection can be tried again', async () => {
  const notice = mount(ErrorNotice, { props: { error: new NetworkError('me') } })
  expect(notice.text()).toContain('Không kết nối được')
  await notice.get('button').trigger('click')
  expect(notice.emitted('retry')).toHaveLength(1)
})

test('a fault of the server gives the number to look it up by, an unknown error no inner text', () => {
  const fault = new ProblemError({ status: 500, detail: 'Máy chủ gặp lỗi.', code: 'internal', traceId: 'abc-123' })
  expect(mount(ErrorNotice, { props: { error: fault } }).text()).toContain('abc-123')
  const unknown = mount(ErrorNotice, { props: { error: new TypeError('x is undefined') } })
  expect(unknown.text()).not.toContain('undefined')
})

test('a new list of errors takes the focus, and each line leads to its field', async () => {
  const field = document.createElement('input')
  field.id = 'password'
  document.body.append(field)
  const summary = mount(ErrorSummary, { props: { errors: [] }, attachTo: document.body })
  expect(summary.find('[role=alert]').exists()).toBe(false)
  await summary.setProps({ errors: [{ message: 'Nhập mật khẩu', fieldId: 'password' }] })
  await flushPromises()
  expect(document.activeElement).toBe(summary.get('[role=alert]').element)
  await summary.get('a').trigger('click')
  expect(document.activeElement).toBe(field)
})

test.each(MARK_STATUSES)(
  'the mark of “%s” keeps its word for assistive technology when only the shape is shown',
  (status) => {
    const mark = mount(StatusMark, { props: { status, word: false } })
    expect(mark.text()).toBe(translate(`ui.status.${status}`))
    expect(mark.get('svg').attributes('aria-hidden')).toBe('true')
  },
)
